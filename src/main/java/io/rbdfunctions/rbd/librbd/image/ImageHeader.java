package io.rbdfunctions.rbd.librbd.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rbdfunctions.rbd.command.Nothing;
import io.rbdfunctions.rbd.command.SetMetadata;
import io.rbdfunctions.rbd.librbd.ffm.CallArena;
import io.rbdfunctions.rbd.librbd.ffm.Errno;
import io.rbdfunctions.rbd.librbd.ffm.NativeFunction;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;

/**
 * The object in which a pool keeps what is written on an image. Metadata is written to it as librbd does, by the cluster's
 * own method, but in one call for all keys, and without opening the image: that takes a dozen calls, watches the image, and
 * asks whoever has it locked.
 *
 * <p>Only where librbd would do no more than this: a journaled image, or one that is mirrored from elsewhere or migrating,
 * wants librbd.
 */
public final class ImageHeader {
    private static final NativeFunction READ = NativeFunction.rados("rados_read");
    private static final NativeFunction EXECUTE = NativeFunction.rados("rados_exec");
    private static final NativeFunction CREATE_WRITE = NativeFunction.rados("rados_create_write_op");
    private static final NativeFunction RELEASE_WRITE = NativeFunction.rados("rados_release_write_op");
    private static final NativeFunction REQUIRE = NativeFunction.rados("rados_write_op_assert_exists");
    private static final NativeFunction ADD_METHOD = NativeFunction.rados("rados_write_op_exec");
    private static final NativeFunction WRITE = NativeFunction.rados("rados_write_op_operate");

    private static final String METHODS = "rbd";
    private static final int LONGEST_ID = 256;
    private static final long NO_SNAPSHOT = -2;
    private static final long NOW = 0;
    private static final long NO_FLAGS = 0;
    /** Librbd notifies those who have the image open of these: they are settings. */
    private static final String SETTING = "conf_";

    private final Pool pool;
    private final String object;

    private ImageHeader(Pool pool, String id) {
        this.pool = pool;
        this.object = "rbd_header." + id;
    }

    /** The header of an image that can be written on so; empty when librbd must be asked, also to say what is wrong. */
    public static Optional<ImageHeader> find(Pool pool, List<SetMetadata> commands) {
        boolean isPlain =
                commands.stream().noneMatch(command -> command.key().value().startsWith(SETTING));
        return isPlain
                ? id(pool, commands.getFirst().image().name().value())
                        .map(id -> new ImageHeader(pool, id))
                        .filter(ImageHeader::isPlain)
                : Optional.empty();
    }

    private static Optional<String> id(Pool pool, String name) {
        try (CallArena callArena = new CallArena()) {
            MemorySegment answer = callArena.bytes(LONGEST_ID);
            int length = unlessMissing(
                    READ.call(pool.handle(), callArena.text("rbd_id." + name), answer.address(), LONGEST_ID, 0));
            return length < Integer.BYTES ? Optional.empty() : Optional.of(text(littleEndian(answer, length)));
        }
    }

    /** A half made image has no header. */
    private boolean isPlain() {
        try (CallArena callArena = new CallArena()) {
            MemorySegment question = callArena.bytes(Long.BYTES + 1);
            littleEndian(question, Long.BYTES + 1).putLong(NO_SNAPSHOT);
            MemorySegment answer = callArena.bytes(2 * Long.BYTES);
            int length = unlessMissing(EXECUTE.call(
                    pool.handle(),
                    callArena.text(object),
                    callArena.text(METHODS),
                    callArena.text("get_features"),
                    question.address(),
                    question.byteSize(),
                    answer.address(),
                    answer.byteSize()));
            return length >= Long.BYTES
                    && FeatureBits.isPlain(littleEndian(answer, length).getLong());
        }
    }

    private static int unlessMissing(int result) {
        return result == -Errno.MISSING ? 0 : Errno.check(result, "error opening image");
    }

    /** All or none; an image that has been removed meanwhile is not begun anew. */
    public Nothing setMetadata(List<SetMetadata> commands) {
        long write = CREATE_WRITE.callForLong();
        try (CallArena callArena = new CallArena()) {
            MemorySegment pairs = pairs(commands, callArena);
            REQUIRE.call(write);
            ADD_METHOD.call(
                    write,
                    callArena.text(METHODS),
                    callArena.text("metadata_set"),
                    pairs.address(),
                    pairs.byteSize(),
                    callArena.cell().address());
            Errno.check(
                    WRITE.call(write, pool.handle(), callArena.text(object), NOW, NO_FLAGS), "setting metadata failed");
            return Nothing.NOTHING;
        } finally {
            RELEASE_WRITE.call(write);
        }
    }

    /** As Ceph encodes a map: the number of its pairs, then of each text its length and its bytes. */
    private static MemorySegment pairs(List<SetMetadata> commands, CallArena callArena) {
        List<byte[]> texts = commands.stream()
                .flatMap(command ->
                        List.of(command.key().value(), command.value().value()).stream())
                .map(text -> text.getBytes(UTF_8))
                .toList();
        int size = Integer.BYTES
                + texts.stream().mapToInt(text -> Integer.BYTES + text.length).sum();
        MemorySegment pairs = callArena.bytes(size);
        ByteBuffer into = littleEndian(pairs, size).putInt(commands.size());
        texts.forEach(text -> into.putInt(text.length).put(text));
        return pairs;
    }

    private static String text(ByteBuffer encoded) {
        byte[] text = new byte[Math.clamp(encoded.getInt(), 0, encoded.remaining())];
        encoded.get(text);
        return new String(text, UTF_8);
    }

    private static ByteBuffer littleEndian(MemorySegment memory, int length) {
        return memory.asSlice(0, length).asByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    }
}
