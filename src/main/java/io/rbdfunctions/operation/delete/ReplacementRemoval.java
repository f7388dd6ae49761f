package io.rbdfunctions.operation.delete;

import io.rbdfunctions.operation.csi.DynamicVolumes;
import io.rbdfunctions.operation.image.PoolSession;
import io.rbdfunctions.rbd.ImageStore;
import io.rbdfunctions.rbd.RadosObjects;
import io.rbdfunctions.rbd.object.ObjectOperation.ReadImageId;
import io.rbdfunctions.volume.ceph.ImageId;
import io.rbdfunctions.volume.ceph.ImageName;
import io.rbdfunctions.volume.ceph.ImageRef;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/**
 * Removes the clone that an interrupted rollback has left. Nobody has written to it, so it is not kept; but rbd may take long to remove
 * a large image, so the manager or the sweep does that.
 */
@Singleton
public record ReplacementRemoval(
        RadosObjects objects,
        ImageStore store,
        ManagerRemoval managerRemoval,
        DeletionConfig config,
        InstantSource clock) {
    /** Removes the clone beside the image of a volume, if there is one. */
    public void removeOf(PoolSession session, ImageRef image) {
        DynamicVolumes.replacementOf(image)
                .ifPresent(replacement -> objects.run(
                                session.rbd(),
                                new ReadImageId(image.pool(), image.poolSpec().namespace(), replacement.name()))
                        .ifPresent(id -> remove(session, replacement, id)));
    }

    private void remove(PoolSession session, ImageRef replacement, ImageId id) {
        boolean isTrashed = ImageName.isPurgeable(replacement.name().value())
                && store.trash(session.rbd(), replacement, clock.instant().plus(config.purgeAfter()));
        if (!isTrashed) {
            store.remove(session.rbd(), replacement);
        } else if (managerRemoval.isPossible(session, replacement)) {
            managerRemoval.offer(session, replacement, id);
        }
    }
}
