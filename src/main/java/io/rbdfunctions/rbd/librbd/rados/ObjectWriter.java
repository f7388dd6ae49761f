package io.rbdfunctions.rbd.librbd.rados;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rbdfunctions.rbd.librbd.ffm.Errno;
import io.rbdfunctions.rbd.librbd.ffm.NativeFunction;
import io.rbdfunctions.rbd.object.ObjectWrite;
import io.rbdfunctions.rbd.object.ObjectWrite.Result;
import io.rbdfunctions.rbd.object.ObjectWrite.Step;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Changes an object by one write operation. */
final class ObjectWriter {
    private static final NativeFunction CREATE = NativeFunction.rados("rados_create_write_op");
    private static final NativeFunction RELEASE = NativeFunction.rados("rados_release_write_op");
    private static final NativeFunction OPERATE = NativeFunction.rados("rados_write_op_operate");
    private static final NativeFunction CREATE_OBJECT = NativeFunction.rados("rados_write_op_create");
    private static final NativeFunction REMOVE_OBJECT = NativeFunction.rados("rados_write_op_remove");
    private static final NativeFunction COMPARE = NativeFunction.rados("rados_write_op_omap_cmp2");
    private static final NativeFunction SET_KEYS = NativeFunction.rados("rados_write_op_omap_set2");
    private static final NativeFunction REMOVE_KEYS = NativeFunction.rados("rados_write_op_omap_rm_keys2");

    private static final long MUST_BE_NEW = 1;
    private static final long MAY_EXIST = 0;
    private static final long NO_CATEGORY = 0;
    private static final long EQUAL = 1;
    private static final long NO_RESULT = 0;
    private static final long NOW = 0;
    private static final long NO_FLAGS = 0;

    private final Pool pool;
    private final long operation;

    private ObjectWriter(Pool pool) {
        this.pool = pool;
        this.operation = CREATE.callForLong();
        pool.memory().onClose(() -> RELEASE.call(operation));
    }

    /** In a full pool, the write fails at once, and a removal succeeds. Otherwise both would wait for space. */
    static Result write(Pool pool, ObjectWrite write) {
        ObjectWriter writer = new ObjectWriter(pool.allowWhenFull());
        write.steps().forEach(writer::add);
        long name = pool.memory().text(write.object().name());
        Errno.check(
                OPERATE.call(writer.operation, pool.handle(), name, NOW, NO_FLAGS), "error writing " + write.object());
        return Result.APPLIED;
    }

    private void add(Step step) {
        switch (step) {
            case Step.Create(var mustBeNew) ->
                CREATE_OBJECT.call(operation, mustBeNew ? MUST_BE_NEW : MAY_EXIST, NO_CATEGORY);
            case Step.RequireValue(var key, var value) -> requireValue(key, value);
            case Step.SetKeys(var values) -> setKeys(values);
            case Step.RemoveKeys(var keys) -> {
                TextArray all = array(keys);
                REMOVE_KEYS.call(operation, all.addresses(), all.lengths(), all.count());
            }
            case Step.Remove() -> REMOVE_OBJECT.call(operation);
        }
    }

    private void requireValue(String key, String value) {
        COMPARE.call(
                operation,
                pool.memory().text(key),
                EQUAL,
                pool.memory().text(value),
                key.getBytes(UTF_8).length,
                value.getBytes(UTF_8).length,
                NO_RESULT);
    }

    private void setKeys(Map<String, String> values) {
        List<Map.Entry<String, String>> pairs = List.copyOf(values.entrySet());
        TextArray keys = array(pairs.stream().map(Map.Entry::getKey).toList());
        TextArray texts = array(pairs.stream().map(Map.Entry::getValue).toList());
        SET_KEYS.call(operation, keys.addresses(), texts.addresses(), keys.lengths(), texts.lengths(), keys.count());
    }

    private TextArray array(Collection<String> texts) {
        return TextArray.of(pool.memory(), texts);
    }
}
