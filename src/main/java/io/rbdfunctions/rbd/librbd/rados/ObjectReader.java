package io.rbdfunctions.rbd.librbd.rados;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.rbdfunctions.rbd.librbd.ffm.Errno;
import io.rbdfunctions.rbd.librbd.ffm.NativeFunction;
import io.rbdfunctions.rbd.object.ObjectOperation.KeyPage;
import io.rbdfunctions.rbd.object.ObjectOperation.ListKeys;
import io.rbdfunctions.rbd.object.ObjectOperation.ReadKeys;
import io.rbdfunctions.rbd.object.ObjectRef;
import java.lang.foreign.MemorySegment;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads keys and values of an object by one read operation. */
final class ObjectReader {
    private static final NativeFunction CREATE = NativeFunction.rados("rados_create_read_op");
    private static final NativeFunction RELEASE = NativeFunction.rados("rados_release_read_op");
    private static final NativeFunction OPERATE = NativeFunction.rados("rados_read_op_operate");
    private static final NativeFunction GET_KEYS = NativeFunction.rados("rados_read_op_omap_get_vals_by_keys2");
    private static final NativeFunction GET_PAGE = NativeFunction.rados("rados_read_op_omap_get_vals2");
    private static final NativeFunction NEXT = NativeFunction.rados("rados_omap_get_next2");
    private static final NativeFunction END = NativeFunction.rados("rados_omap_get_end");

    private static final long NO_PREFIX = 0;
    private static final long NO_RESULT = 0;
    private static final long NO_FLAGS = 0;

    private final Pool pool;
    private final long operation;
    private final MemorySegment iterator;

    private ObjectReader(Pool pool) {
        this.pool = pool;
        this.operation = CREATE.callForLong();
        this.iterator = pool.memory().cell();
        pool.memory().onClose(() -> END.call(iterator.get(JAVA_LONG, 0)));
        pool.memory().onClose(() -> RELEASE.call(operation));
    }

    static Optional<Map<String, String>> read(Pool pool, ReadKeys read) {
        ObjectReader reader = new ObjectReader(pool);
        TextArray keys = TextArray.of(pool.memory(), read.keys());
        GET_KEYS.call(
                reader.operation, keys.addresses(), keys.count(), keys.lengths(), reader.iterator.address(), NO_RESULT);
        return Optional.of(reader.valuesOf(read.object()));
    }

    static Optional<KeyPage> list(Pool pool, ListKeys list) {
        ObjectReader reader = new ObjectReader(pool);
        MemorySegment hasMore = pool.memory().cell();
        GET_PAGE.call(
                reader.operation,
                pool.memory().text(list.after()),
                NO_PREFIX,
                list.limit(),
                reader.iterator.address(),
                hasMore.address(),
                NO_RESULT);
        Map<String, String> values = reader.valuesOf(list.object());
        return Optional.of(new KeyPage(values, hasMore.get(JAVA_BYTE, 0) != 0));
    }

    private Map<String, String> valuesOf(ObjectRef object) {
        long name = pool.memory().text(object.name());
        Errno.check(OPERATE.call(operation, pool.handle(), name, NO_FLAGS), "error reading " + object);
        return pairs();
    }

    private Map<String, String> pairs() {
        long found = iterator.get(JAVA_LONG, 0);
        MemorySegment key = pool.memory().cell();
        MemorySegment value = pool.memory().cell();
        MemorySegment keyLength = pool.memory().cell();
        MemorySegment valueLength = pool.memory().cell();
        Map<String, String> pairs = new TreeMap<>();
        while (true) {
            NEXT.call(found, key.address(), value.address(), keyLength.address(), valueLength.address());
            if (key.get(JAVA_LONG, 0) == 0) {
                return pairs;
            }
            pairs.put(text(key, keyLength), text(value, valueLength));
        }
    }

    private static String text(MemorySegment pointer, MemorySegment length) {
        byte[] bytes = MemorySegment.ofAddress(pointer.get(JAVA_LONG, 0))
                .reinterpret(length.get(JAVA_LONG, 0))
                .toArray(JAVA_BYTE);
        return new String(bytes, UTF_8);
    }
}
