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

/** Creates the commands of one session. Has no side effects. */
public record RbdCommandBuilder(Session session) {
    public Create create(ImageRef image, Capacity size, ImageLayout layout) {
        return new Create(session, image, size, layout);
    }

    public Info info(ImageRef image) {
        return new Info(session, image);
    }

    public Resize resize(ImageRef image, Capacity size) {
        return new Resize(session, image, size);
    }

    public Remove remove(ImageRef image) {
        return new Remove(session, image);
    }

    public ListCommand.Names listNames(PoolName pool) {
        return new ListCommand.Names(session, pool);
    }

    public ListCommand.Sizes listSizes(PoolName pool) {
        return new ListCommand.Sizes(session, pool);
    }

    public Status status(ImageRef image) {
        return new Status(session, image);
    }

    /**
     * Moves an image to the trash.
     *
     * @param expiry until when Ceph protects the image; null for no protection. Must be well in the future: {@code rbd}
     *     turns an expiry that has passed into the year 2106.
     */
    public TrashCommand.Move trashMove(ImageRef image, @Nullable Instant expiry) {
        return new TrashCommand.Move(session, image, expiry);
    }

    public TrashCommand.ListAll listTrash(PoolName pool) {
        return new TrashCommand.ListAll(session, pool);
    }

    public TrashCommand.Remove trashRemove(PoolName pool, ImageId id) {
        return new TrashCommand.Remove(session, pool, id, false);
    }

    /** Deletes the image even if it has not expired. */
    public TrashCommand.Remove trashRemoveByForce(PoolName pool, ImageId id) {
        return new TrashCommand.Remove(session, pool, id, true);
    }

    public TrashCommand.Restore trashRestore(PoolName pool, ImageId id, ImageName name) {
        return new TrashCommand.Restore(session, pool, id, name);
    }

    public MetadataCommand.Set setMetadata(ImageRef image, Map<MetadataKey, MetadataValue> pairs) {
        return new MetadataCommand.Set(session, image, pairs);
    }

    public MetadataCommand.Get getMetadata(ImageRef image, MetadataKey key) {
        return new MetadataCommand.Get(session, image, key);
    }

    public MetadataCommand.ListAll listMetadata(ImageRef image) {
        return new MetadataCommand.ListAll(session, image);
    }

    public ListSnapshots listSnapshots(ImageRef image) {
        return new ListSnapshots(session, image);
    }

    public ListChildren listChildren(ImageRef image) {
        return new ListChildren(session, image);
    }

    public ListLocks listLocks(ImageRef image) {
        return new ListLocks(session, image);
    }

    public GetUsage getUsage(ImageRef image) {
        return new GetUsage(session, image);
    }
}
