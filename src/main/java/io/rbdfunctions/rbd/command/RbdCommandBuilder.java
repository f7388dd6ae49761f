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
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Creates the commands of one session. Has no side effects. The pool, the user, the monitors and the key, which goes to
 * standard input, are added to every command.
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

    /** Equivalent to {@code rbd info IMAGE --format json} and, if the image is smaller, {@link #resize}. */
    public Grow grow(ImageRef image, Capacity size) {
        return new Grow(session, image, size);
    }

    /** Equivalent to {@code rbd rm IMAGE --no-progress}. */
    public Remove remove(ImageRef image) {
        return new Remove(session, image);
    }

    /** Equivalent to {@code rbd ls --format json}. */
    public ListCommand.Names listNames(PoolName pool) {
        return new ListCommand.Names(session, pool);
    }

    /** Equivalent to {@code rbd ls -l --format json}. */
    public ListCommand.Sizes listSizes(PoolName pool) {
        return new ListCommand.Sizes(session, pool);
    }

    /** Equivalent to {@code rbd status IMAGE --format json}. */
    public Status status(ImageRef image) {
        return new Status(session, image);
    }

    /**
     * Equivalent to {@code rbd trash mv IMAGE [--expires-at EXPIRY]}.
     *
     * @param expiry until when Ceph protects the image; null for no protection. Must be well in the future: {@code rbd}
     *     turns an expiry that has passed into the year 2106.
     */
    public TrashCommand.Move trashMove(ImageRef image, @Nullable Instant expiry) {
        return new TrashCommand.Move(session, image, expiry);
    }

    /** Equivalent to {@code rbd trash ls -l --format json}. */
    public TrashCommand.ListAll listTrash(PoolName pool) {
        return new TrashCommand.ListAll(session, pool);
    }

    /** Equivalent to {@code rbd trash rm ID --no-progress}. */
    public TrashCommand.Remove trashRemove(PoolName pool, ImageId id) {
        return new TrashCommand.Remove(session, pool, id, false);
    }

    /** Equivalent to {@code rbd trash rm ID --force --no-progress}: deletes the image even if it has not expired. */
    public TrashCommand.Remove trashRemoveByForce(PoolName pool, ImageId id) {
        return new TrashCommand.Remove(session, pool, id, true);
    }

    /** Equivalent to {@code rbd trash restore ID --image NAME}. */
    public TrashCommand.Restore trashRestore(PoolName pool, ImageId id, ImageName name) {
        return new TrashCommand.Restore(session, pool, id, name);
    }

    /** Equivalent to {@code rbd image-meta set IMAGE KEY VALUE} for each pair. */
    public MetadataCommand.Set setMetadata(ImageRef image, Map<MetadataKey, MetadataValue> pairs) {
        return new MetadataCommand.Set(session, image, pairs);
    }

    /** Equivalent to {@code rbd image-meta ls IMAGE --format json}. */
    public MetadataCommand.ListAll listMetadata(ImageRef image) {
        return new MetadataCommand.ListAll(session, image);
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
}
