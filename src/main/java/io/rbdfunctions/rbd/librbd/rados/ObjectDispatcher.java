package io.rbdfunctions.rbd.librbd.rados;

import io.rbdfunctions.rbd.librbd.ffm.LibrbdException;
import io.rbdfunctions.rbd.object.ListObjects;
import io.rbdfunctions.rbd.object.ObjectOperation;
import io.rbdfunctions.rbd.object.ObjectOperation.ListKeys;
import io.rbdfunctions.rbd.object.ObjectOperation.PoolIdOf;
import io.rbdfunctions.rbd.object.ObjectOperation.PoolNameOf;
import io.rbdfunctions.rbd.object.ObjectOperation.ReadImageId;
import io.rbdfunctions.rbd.object.ObjectOperation.ReadKeys;
import io.rbdfunctions.rbd.object.ObjectRef;
import io.rbdfunctions.rbd.object.ObjectWrite;
import io.rbdfunctions.volume.ceph.ImageId;
import io.rbdfunctions.volume.ceph.PoolId;
import io.rbdfunctions.volume.ceph.PoolSpec;
import java.util.function.Function;

/** Maps each operation on an object or a pool to calls of librados. */
public final class ObjectDispatcher {
    private ObjectDispatcher() {}

    /**
     * Runs the operation.
     *
     * @throws LibrbdException if the operation fails, also with an errno that is an answer
     */
    @SuppressWarnings("unchecked")
    public static <A> A run(ObjectOperation<A> operation, Cluster cluster) {
        return (A) answer(operation, cluster);
    }

    private static Object answer(ObjectOperation<?> operation, Cluster cluster) {
        return switch (operation) {
            case ObjectWrite write -> at(write.object(), cluster, pool -> ObjectWriter.write(pool, write));
            case ReadKeys read -> at(read.object(), cluster, pool -> ObjectReader.read(pool, read));
            case ListKeys list -> at(list.object(), cluster, pool -> ObjectReader.list(pool, list));
            case ReadImageId read ->
                at(
                        read.object(),
                        cluster,
                        pool -> ImageIdReader.find(pool, read.image().value()).map(ImageId::new));
            case ListObjects list ->
                cluster.in(new PoolSpec(list.pool(), list.namespace()), pool -> ObjectLister.list(pool, list));
            case PoolIdOf(var pool) -> cluster.in(PoolSpec.of(pool), opened -> new PoolId(opened.id()));
            case PoolNameOf(var id) -> cluster.nameOf(id);
        };
    }

    private static <A> A at(ObjectRef object, Cluster cluster, Function<Pool, A> work) {
        return cluster.in(new PoolSpec(object.pool(), object.namespace()), work);
    }
}
