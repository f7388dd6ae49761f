package io.rbdfunctions.rbd.librbd.rados;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rbdfunctions.rbd.librbd.ffm.Errno;
import io.rbdfunctions.rbd.librbd.ffm.NativeFunction;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/** Reads the id of an image from the object that is named after the image. */
public final class ImageIdReader {
    private static final NativeFunction READ = NativeFunction.rados("rados_read");
    private static final int LONGEST_ID = 256;

    private ImageIdReader() {}

    /** Returns empty if there is no such image. */
    public static Optional<String> find(Pool pool, String image) {
        MemorySegment answer = pool.memory().bytes(LONGEST_ID);
        int length = READ.call(pool.handle(), pool.memory().text("rbd_id." + image), answer.address(), LONGEST_ID, 0);
        if (length == -Errno.MISSING) {
            return Optional.empty();
        }
        Errno.check(length, "error opening image");
        return length < Integer.BYTES ? Optional.empty() : Optional.of(decode(answer.asSlice(0, length)));
    }

    /** The length in bytes, then the text. */
    private static String decode(MemorySegment encoded) {
        ByteBuffer bytes = encoded.asByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        byte[] text = new byte[Math.clamp(bytes.getInt(), 0, bytes.remaining())];
        bytes.get(text);
        return new String(text, UTF_8);
    }
}
