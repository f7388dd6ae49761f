package io.rbdfunctions.rbd.librbd.image;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.rbdfunctions.rbd.command.CloneCommand;
import io.rbdfunctions.rbd.command.Create;
import io.rbdfunctions.rbd.command.RbdCommand.Nothing;
import io.rbdfunctions.rbd.librbd.ffm.CallArena;
import io.rbdfunctions.rbd.librbd.ffm.Errno;
import io.rbdfunctions.rbd.librbd.ffm.LibrbdException;
import io.rbdfunctions.rbd.librbd.ffm.NativeFunction;
import io.rbdfunctions.rbd.librbd.rados.Pool;
import io.rbdfunctions.volume.ceph.ImageLayout;
import io.rbdfunctions.volume.ceph.ImageRef;
import io.rbdfunctions.volume.ceph.PoolName;
import java.lang.foreign.MemorySegment;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** Creates images, empty or from a snapshot. */
public final class ImageCreation {
    private static final NativeFunction OPTIONS_CREATE = NativeFunction.rbd("rbd_image_options_create");
    private static final NativeFunction OPTIONS_DESTROY = NativeFunction.rbd("rbd_image_options_destroy");
    private static final NativeFunction SET_NUMBER = NativeFunction.rbd("rbd_image_options_set_uint64");
    private static final NativeFunction SET_TEXT = NativeFunction.rbd("rbd_image_options_set_string");
    private static final NativeFunction CREATE = NativeFunction.rbd("rbd_create4");

    private static final NativeFunction CLONE = NativeFunction.rbd("rbd_clone3");

    private static final int RETRIES = 5;
    private static final int FORMAT = 0;
    private static final int FEATURES = 1;
    private static final int ORDER = 2;
    private static final int STRIPE_UNIT = 3;
    private static final int STRIPE_COUNT = 4;
    private static final int DATA_POOL = 10;
    private static final int CLONE_FORMAT = 12;

    private ImageCreation() {}

    public static Nothing create(Create command, Pool pool) {
        long options = options(pool, command.layout());
        long name = pool.memory().text(command.image().name().value());
        long bytes = command.size().bytes();
        return make(pool, command.layout(), "create error", () -> CREATE.call(pool.handle(), name, bytes, options));
    }

    /**
     * Creates an image from a snapshot. Looks for the data pool first: if that is missing, librbd 16.2 may let go of its last
     * handle of the cluster on a thread of the cluster, which aborts the process.
     */
    public static Nothing clone(CloneCommand.Create command, Pool pool) {
        requireDataPool(pool, command.layout().dataPool());
        ImageRef parent = command.parent().image();
        try (Pool source = pool.open(parent.poolSpec())) {
            PoolNamespace.require(source);
            long options = options(pool, command.layout());
            set(options, CLONE_FORMAT, 2);
            long parentName = pool.memory().text(parent.name().value());
            long snapshot = pool.memory().text(command.parent().name().value());
            long name = pool.memory().text(command.image().name().value());
            return make(
                    pool,
                    command.layout(),
                    "clone error",
                    () -> CLONE.call(source.handle(), parentName, snapshot, pool.handle(), name, options));
        }
    }

    private static Nothing make(Pool pool, ImageLayout layout, String context, IntSupplier call) {
        try {
            Errno.check(retryTakenIds(call), context);
            return Nothing.NOTHING;
        } catch (LibrbdException failure) {
            if (failure.errno() == Errno.MISSING) {
                requireDataPool(pool, layout.dataPool());
            }
            if (failure.errno() == Errno.INVALID && pool.isWithoutOverwrites(layout.dataPool())) {
                throw new LibrbdException(context + ": pool missing required overwrite support", Errno.INVALID);
            }
            throw failure;
        }
    }

    private static void requireDataPool(Pool pool, @Nullable PoolName dataPool) {
        if (dataPool != null && !pool.hasSibling(dataPool)) {
            throw new LibrbdException("validate_data_pool: no data pool " + dataPool, Errno.MISSING);
        }
    }

    private static long options(Pool pool, ImageLayout layout) {
        MemorySegment created = pool.memory().cell();
        OPTIONS_CREATE.call(created.address());
        long options = created.get(JAVA_LONG, 0);
        pool.memory().onClose(() -> OPTIONS_DESTROY.call(options));
        setOptions(options, layout, pool.memory());
        return options;
    }

    /**
     * librbd derives the id of an image from the connection and 32 random bits, and fails with "bad file descriptor" if
     * the pool has an image with that id. This happens after some ten thousand images. Nothing was created then, and a
     * retry draws another id.
     */
    static int retryTakenIds(IntSupplier create) {
        int result = create.getAsInt();
        for (int retry = 0; result == -Errno.ID_TAKEN && retry < RETRIES; retry++) {
            result = create.getAsInt();
        }
        return result;
    }

    private static void setOptions(long options, ImageLayout layout, CallArena memory) {
        set(options, FORMAT, 2);
        set(options, FEATURES, FeatureBits.of(layout.features()));
        if (layout.dataPool() != null) {
            long dataPool = memory.text(layout.dataPool().value());
            Errno.check(SET_TEXT.call(options, DATA_POOL, dataPool), "create error");
        }
        if (layout.objectSize() != null) {
            set(options, ORDER, Long.numberOfTrailingZeros(layout.objectSize().bytes()));
        }
        if (layout.striping() != null) {
            set(options, STRIPE_UNIT, layout.striping().unit());
            set(options, STRIPE_COUNT, layout.striping().count());
        }
    }

    private static void set(long options, int option, long value) {
        Errno.check(SET_NUMBER.call(options, option, value), "create error");
    }
}
