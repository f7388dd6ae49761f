package io.rbdfunctions.rbd.librbd.rados;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.rbdfunctions.rbd.librbd.ffm.CallArena;
import io.rbdfunctions.rbd.librbd.ffm.Errno;
import io.rbdfunctions.rbd.librbd.ffm.NativeFunction;
import io.rbdfunctions.volume.ceph.PoolName;
import io.rbdfunctions.volume.ceph.PoolSpec;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A pool, or a namespace in it, opened for one command. It is looked up each time, since it may have been deleted and created anew. */
public final class Pool implements AutoCloseable {
    private static final NativeFunction CREATE = NativeFunction.rados("rados_ioctx_create");
    private static final NativeFunction DESTROY = NativeFunction.rados("rados_ioctx_destroy");
    private static final NativeFunction ID = NativeFunction.rados("rados_ioctx_get_id");
    private static final NativeFunction LOOK_UP = NativeFunction.rados("rados_pool_lookup");
    private static final NativeFunction NAME = NativeFunction.rados("rados_pool_reverse_lookup");
    private static final NativeFunction SET_NAMESPACE = NativeFunction.rados("rados_ioctx_set_namespace");
    private static final NativeFunction SET_FULL_TRY = NativeFunction.rados("rados_set_pool_full_try");

    private static final NativeFunction REQUIRES_ALIGNMENT =
            NativeFunction.rados("rados_ioctx_pool_requires_alignment2");

    private static final long LONGEST_NAME = 512;

    private final long cluster;
    private final PoolSpec spec;
    private final long handle;
    private final CallArena memory = new CallArena();

    private Pool(long cluster, PoolSpec spec, long handle) {
        this.cluster = cluster;
        this.spec = spec;
        this.handle = handle;
    }

    static Pool open(long cluster, PoolSpec spec) {
        PoolName name = spec.pool();
        try (CallArena callArena = new CallArena()) {
            MemorySegment opened = callArena.cell();
            Errno.check(
                    CREATE.call(cluster, callArena.text(name.value()), opened.address()),
                    "error opening pool '%s'".formatted(name));
            long handle = opened.get(JAVA_LONG, 0);
            SET_NAMESPACE.call(handle, callArena.text(spec.namespace().value()));
            return new Pool(cluster, spec, handle);
        }
    }

    public PoolSpec spec() {
        return spec;
    }

    /** Operations by this handle are restricted to the namespace. */
    public long handle() {
        return handle;
    }

    /** Memory for calls of the thread that has opened the pool; freed when it is closed. */
    public CallArena memory() {
        return memory;
    }

    public long id() {
        return ID.callForLong(handle);
    }

    /** Whether the pool of this name still has the same id. */
    boolean isCurrent() {
        return lookUp(spec.pool()) == id();
    }

    /** Opens another pool or namespace of the same cluster. The caller closes it. */
    public Pool open(PoolSpec other) {
        return open(cluster, other);
    }

    public boolean hasSibling(PoolName other) {
        return lookUp(other) >= 0;
    }

    /** Whether this pool, or the data pool if there is one, is erasure-coded and takes only appended data. */
    public boolean isWithoutOverwrites(@Nullable PoolName dataPool) {
        if (dataPool != null) {
            try (Pool data = open(cluster, PoolSpec.of(dataPool))) {
                return data.isWithoutOverwrites(null);
            }
        }
        MemorySegment answer = memory.cell();
        return REQUIRES_ALIGNMENT.call(handle, answer.address()) == 0 && answer.get(JAVA_INT, 0) != 0;
    }

    /** Returns the id of a pool, or a negative number if there is none of that name. */
    private long lookUp(PoolName pool) {
        return LOOK_UP.callForLong(cluster, memory.text(pool.value()));
    }

    public String nameOf(long id) {
        return nameOf(cluster, id, memory).orElse("<missing data pool %d>".formatted(id));
    }

    /** The name of a pool of the cluster; empty if there is no pool with the id. */
    static Optional<String> nameOf(long cluster, long id, CallArena memory) {
        MemorySegment found = memory.bytes(LONGEST_NAME);
        int length = NAME.call(cluster, id, found.address(), LONGEST_NAME);
        return length < 0 ? Optional.empty() : Optional.of(found.getString(0));
    }

    /** Allows deletions in a full pool, as the {@code rbd} command does. */
    public Pool allowWhenFull() {
        SET_FULL_TRY.call(handle);
        return this;
    }

    @Override
    public void close() {
        memory.close();
        DESTROY.call(handle);
    }
}
