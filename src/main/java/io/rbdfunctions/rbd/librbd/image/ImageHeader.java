package io.rbdfunctions.rbd.librbd.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rbdfunctions.rbd.command.MetadataCommand;
import io.rbdfunctions.rbd.command.MetadataCommand.MetadataKey;
import io.rbdfunctions.rbd.command.MetadataCommand.MetadataValue;
import io.rbdfunctions.rbd.command.RbdCommand.Nothing;
import io.rbdfunctions.rbd.librbd.ffm.Errno;
import io.rbdfunctions.rbd.librbd.ffm.NativeFunction;
import io.rbdfunctions.rbd.librbd.rados.ImageIdReader;
import io.rbdfunctions.rbd.librbd.rados.Pool;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Sets metadata on the header object of an image, with the method of the OSD that librbd calls too, but for all pairs
 * at once and without opening the image. Opening takes a dozen round trips: it made a provision 6 to 9 ms slower.
 *
 * <p>Applies only to images for which librbd would do no more than this. Journaled, mirrored and migrating images and
 * configuration keys are left to librbd.
 */
public final class ImageHeader {
    private static final NativeFunction EXECUTE = NativeFunction.rados("rados_exec");
    private static final NativeFunction CREATE_WRITE = NativeFunction.rados("rados_create_write_op");
    private static final NativeFunction RELEASE_WRITE = NativeFunction.rados("rados_release_write_op");
    private static final NativeFunction REQUIRE = NativeFunction.rados("rados_write_op_assert_exists");
    private static final NativeFunction ADD_METHOD = NativeFunction.rados("rados_write_op_exec");
    private static final NativeFunction WRITE = NativeFunction.rados("rados_write_op_operate");

    private static final String METHODS = "rbd";
    private static final long NO_SNAPSHOT = -2;
    private static final long NOW = 0;
    private static final long NO_FLAGS = 0;
    /** Keys with this prefix are settings: librbd notifies the clients that have the image open. */
    private static final String SETTING = "conf_";

    private final Pool pool;
    private final String object;

    private ImageHeader(Pool pool, String id) {
        this.pool = pool;
        this.object = "rbd_header." + id;
    }

    /** Finds the header. Returns empty if librbd has to set the metadata, or to report why it cannot. */
    public static Optional<ImageHeader> find(Pool pool, MetadataCommand.Set command) {
        boolean hasSettings =
                command.pairs().keySet().stream().anyMatch(key -> key.value().startsWith(SETTING));
        return hasSettings
                ? Optional.empty()
                : ImageIdReader.find(pool, command.image().name().value())
                        .map(id -> new ImageHeader(pool, id))
                        .filter(ImageHeader::isPlain);
    }

    /** Returns false if there is no header, as after an interrupted creation. */
    private boolean isPlain() {
        MemorySegment question = pool.memory().bytes(Long.BYTES + 1);
        littleEndian(question, Long.BYTES + 1).putLong(NO_SNAPSHOT);
        MemorySegment answer = pool.memory().bytes(2 * Long.BYTES);
        int length = unlessMissing(EXECUTE.call(
                pool.handle(),
                pool.memory().text(object),
                pool.memory().text(METHODS),
                pool.memory().text("get_features"),
                question.address(),
                question.byteSize(),
                answer.address(),
                answer.byteSize()));
        return length >= Long.BYTES
                && FeatureBits.isPlain(littleEndian(answer, length).getLong());
    }

    private static int unlessMissing(int result) {
        return result == -Errno.MISSING ? 0 : Errno.check(result, "error opening image");
    }

    /** Sets all pairs atomically. Fails if the image has been removed in the meantime. */
    public Nothing setMetadata(MetadataCommand.Set command) {
        long write = CREATE_WRITE.callForLong();
        pool.memory().onClose(() -> RELEASE_WRITE.call(write));
        MemorySegment pairs = encode(command.pairs());
        REQUIRE.call(write);
        ADD_METHOD.call(
                write,
                pool.memory().text(METHODS),
                pool.memory().text("metadata_set"),
                pairs.address(),
                pairs.byteSize(),
                pool.memory().cell().address());
        Errno.check(
                WRITE.call(write, pool.handle(), pool.memory().text(object), NOW, NO_FLAGS), "setting metadata failed");
        return Nothing.NOTHING;
    }

    /** Encodes a map as Ceph does: the number of pairs, then the length and the bytes of each text. */
    private MemorySegment encode(Map<MetadataKey, MetadataValue> pairs) {
        List<byte[]> texts = pairs.entrySet().stream()
                .flatMap(
                        pair -> Stream.of(pair.getKey().value(), pair.getValue().value()))
                .map(text -> text.getBytes(UTF_8))
                .toList();
        int size = Integer.BYTES
                + texts.stream().mapToInt(text -> Integer.BYTES + text.length).sum();
        MemorySegment encoded = pool.memory().bytes(size);
        ByteBuffer into = littleEndian(encoded, size).putInt(pairs.size());
        texts.forEach(text -> into.putInt(text.length).put(text));
        return encoded;
    }

    private static ByteBuffer littleEndian(MemorySegment memory, int length) {
        return memory.asSlice(0, length).asByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    }
}
