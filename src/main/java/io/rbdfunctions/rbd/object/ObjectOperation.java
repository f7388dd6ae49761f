package io.rbdfunctions.rbd.object;

import io.rbdfunctions.volume.ceph.ImageId;
import io.rbdfunctions.volume.ceph.ImageName;
import io.rbdfunctions.volume.ceph.PoolId;
import io.rbdfunctions.volume.ceph.PoolName;
import io.rbdfunctions.volume.ceph.RadosNamespace;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An operation on a RADOS object or a pool. Operations on objects take one round trip, those on pools none, since each client
 * has the list of pools.
 *
 * @param <A> the answer
 */
public sealed interface ObjectOperation<A>
        permits ObjectWrite, ObjectOperation.Reading, ObjectOperation.OnPools, ListObjects {
    /** What the operation does, in messages and as a metric label. */
    String verb();

    /** The object or the pool, in messages. */
    String subject();

    /** The answer if Ceph fails with the errno and this is no failure; empty if it is one. */
    default Optional<A> answerTo(int errno) {
        return Optional.empty();
    }

    /** Reads from an object. The answer is empty if the object does not exist. */
    sealed interface Reading<A> extends ObjectOperation<Optional<A>> permits ReadKeys, ListKeys, ReadImageId {
        int MISSING = 2;

        ObjectRef object();

        @Override
        default String subject() {
            return object().toString();
        }

        @Override
        default Optional<Optional<A>> answerTo(int errno) {
            return errno == MISSING ? Optional.of(Optional.empty()) : Optional.empty();
        }
    }

    /** Reads the values of keys. The answer lacks the keys that the object does not have. */
    record ReadKeys(ObjectRef object, Set<String> keys) implements Reading<Map<String, String>> {
        public ReadKeys {
            keys = Set.copyOf(keys);
        }

        @Override
        public String verb() {
            return "omap get";
        }
    }

    /**
     * Reads keys and values in the order of the keys.
     *
     * @param after only keys after this one; empty for all
     * @param limit at most so many keys; Ceph may return fewer, by default at most 1024
     */
    record ListKeys(ObjectRef object, String after, int limit) implements Reading<KeyPage> {
        @Override
        public String verb() {
            return "omap list";
        }
    }

    /**
     * A part of an object's keys.
     *
     * @param values sorted by key
     * @param hasMore whether there are keys after the last one
     */
    record KeyPage(Map<String, String> values, boolean hasMore) {}

    /** Reads the id of an image by its name. */
    record ReadImageId(PoolName pool, RadosNamespace namespace, ImageName image) implements Reading<ImageId> {
        @Override
        public ObjectRef object() {
            return new ObjectRef(pool, namespace, "rbd_id." + image);
        }

        @Override
        public String verb() {
            return "image id";
        }
    }

    /** Looks something up in the list of pools. */
    sealed interface OnPools<A> extends ObjectOperation<A> permits PoolIdOf, PoolNameOf {
        @Override
        default String verb() {
            return "pool lookup";
        }
    }

    /** Finds the id of a pool; fails if there is no pool of that name. */
    record PoolIdOf(PoolName pool) implements OnPools<PoolId> {
        @Override
        public String subject() {
            return pool.value();
        }
    }

    /** Finds the name of a pool; empty if there is no pool with that id. */
    record PoolNameOf(PoolId id) implements OnPools<Optional<PoolName>> {
        @Override
        public String subject() {
            return id.toString();
        }
    }
}
