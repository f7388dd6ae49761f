package io.rbdfunctions.rbd.librbd.image;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import io.rbdfunctions.rbd.librbd.ffm.Errno;
import io.rbdfunctions.rbd.librbd.ffm.LibrbdException;
import io.rbdfunctions.rbd.librbd.ffm.NativeFunction;
import io.rbdfunctions.rbd.librbd.rados.Pool;
import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * Tells a missing namespace from a missing image: librbd reports both as {@code ENOENT}, or as an empty list. Looks only then,
 * while the {@code rbd} command looks before each command.
 */
public final class PoolNamespace {
    private static final NativeFunction EXISTS = NativeFunction.rbd("rbd_namespace_exists");

    private PoolNamespace() {}

    /** Throws if the namespace of the pool does not exist. The default namespace always exists. */
    public static void require(Pool pool) {
        if (pool.spec().namespace().isDefault()) {
            return;
        }
        String name = pool.spec().namespace().value();
        MemorySegment exists = pool.memory().cell();
        Errno.check(
                EXISTS.call(pool.handle(), pool.memory().text(name), exists.address()), "error asserting namespace");
        if (exists.get(JAVA_BYTE, 0) == 0) {
            throw LibrbdException.withMessage("namespace '%s' does not exist".formatted(name), Errno.MISSING);
        }
    }

    static <T> List<T> requiredIfEmpty(Pool pool, List<T> listed) {
        if (listed.isEmpty()) {
            require(pool);
        }
        return listed;
    }
}
