package io.rbdfunctions.rbd.command;

import io.rbdfunctions.rbd.value.ImageId;
import io.rbdfunctions.rbd.value.MetadataKey;
import io.rbdfunctions.rbd.value.MetadataValue;
import io.rbdfunctions.rbd.value.Session;
import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.ceph.ImageLayout;
import io.rbdfunctions.volume.ceph.ImageName;
import io.rbdfunctions.volume.ceph.ImageRef;
import io.rbdfunctions.volume.ceph.PoolName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Makes the commands for one session: values in, a value out, nothing done.
 *
 * <p>Each is given below as the words of {@code rbd} that it stands for. To all of them come the pool, the user, the
 * monitors, {@code --keyfile -}, {@code -c /dev/null} and the client's timeouts.
 */
public record RbdCommandBuilder(Session session) {

    /** Equivalent to {@code rbd create IMAGE --size MIB --image-format 2 --image-feature FEATURES --no-progress}. */
    public Create create(ImageRef image, Capacity size, ImageLayout layout) {
        return new Create(session, image, size, layout);
    }

    /** Equivalent to {@code rbd info IMAGE --format json}. */
    public Info info(ImageRef image) {
        return new Info(session, image);
    }

    /** Equivalent to {@code rbd resize IMAGE --size MIB --no-progress}. */
    public Resize resize(ImageRef image, Capacity size) {
        return new Resize(session, image, size);
    }

    /** Equivalent to {@code rbd rm IMAGE --no-progress}. */
    public Remove remove(ImageRef image) {
        return new Remove(session, image);
    }

    /** Equivalent to {@code rbd ls --format json}. */
    public ListNames listNames(PoolName pool) {
        return new ListNames(session, pool);
    }

    /** Equivalent to {@code rbd ls -l --format json}. */
    public ListSizes listSizes(PoolName pool) {
        return new ListSizes(session, pool);
    }

    /** Equivalent to {@code rbd status IMAGE --format json}. */
    public Status status(ImageRef image) {
        return new Status(session, image);
    }

    /**
     * Equivalent to {@code rbd trash mv IMAGE [--expires-at EXPIRY]}; without an expiry it may be purged at once.
     *
     * <p>An expiry must lie well ahead: of one that has passed when rbd gets to it, rbd makes the end of its time, 2106.
     */
    public TrashMove trashMove(ImageRef image, @Nullable Instant expiry) {
        return new TrashMove(session, image, expiry);
    }

    /** Equivalent to {@code rbd trash ls -l --format json}. */
    public ListTrash listTrash(PoolName pool) {
        return new ListTrash(session, pool);
    }

    /** Equivalent to {@code rbd trash rm ID --no-progress}. */
    public TrashRemove trashRemove(PoolName pool, ImageId id) {
        return new TrashRemove(session, pool, id, false);
    }

    /** Equivalent to {@code rbd trash rm ID --force --no-progress}. */
    public TrashRemove trashRemoveByForce(PoolName pool, ImageId id) {
        return new TrashRemove(session, pool, id, true);
    }

    /** Equivalent to {@code rbd trash restore ID --image NAME}. */
    public TrashRestore trashRestore(PoolName pool, ImageId id, ImageName name) {
        return new TrashRestore(session, pool, id, name);
    }

    /** Equivalent to {@code rbd image-meta set IMAGE KEY VALUE}. */
    public SetMetadata setMetadata(ImageRef image, MetadataKey key, MetadataValue value) {
        return new SetMetadata(session, image, key, value);
    }

    /** Equivalent to {@code rbd image-meta get IMAGE KEY}. */
    public GetMetadata getMetadata(ImageRef image, MetadataKey key) {
        return new GetMetadata(session, image, key);
    }

    /** Equivalent to {@code rbd image-meta ls IMAGE --format json}. */
    public ListMetadata listMetadata(ImageRef image) {
        return new ListMetadata(session, image);
    }

    /** Equivalent to {@code rbd snap ls IMAGE --format json}. */
    public ListSnapshots listSnapshots(ImageRef image) {
        return new ListSnapshots(session, image);
    }

    /** Equivalent to {@code rbd children IMAGE --format json}. */
    public ListChildren listChildren(ImageRef image) {
        return new ListChildren(session, image);
    }

    /** Equivalent to {@code rbd lock ls IMAGE --format json}. */
    public ListLocks listLocks(ImageRef image) {
        return new ListLocks(session, image);
    }

    /** Equivalent to {@code rbd du IMAGE --format json}. */
    public GetUsage getUsage(ImageRef image) {
        return new GetUsage(session, image);
    }
}
