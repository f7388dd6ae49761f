package io.rbdfunctions.operation.delete;

import io.rbdfunctions.concurrent.Parallel;
import io.rbdfunctions.operation.image.PoolSession;
import io.rbdfunctions.rbd.ManagerTasks;
import io.rbdfunctions.rbd.RbdException;
import io.rbdfunctions.rbd.command.TrashCommand;
import io.rbdfunctions.rbd.command.TrashCommand.TrashedImage;
import io.rbdfunctions.volume.ceph.ImageId;
import io.rbdfunctions.volume.ceph.ImageRef;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Leaves the removal of an image to the manager of its cluster, which needs the image in the trash. An image whose removal the
 * manager does not take goes back under its name, unless the sweep purges images with such a name from the trash.
 */
@Singleton
public record ManagerRemoval(ManagerTasks tasks, DeletionConfig config) {
    /** More than the difference between the expiry that was asked for and the one that Ceph notes. */
    private static final Duration ROUNDING = Duration.ofSeconds(2);

    /** Whether the image can be removed sooner than the manager could be asked to do it. */
    boolean isSmall(long objects) {
        return objects <= config.handOverObjects();
    }

    /** Whether the manager may accept the removal of an image in this pool. Does not wait. */
    public boolean isPossible(PoolSession session, ImageRef image) {
        return tasks.isPossible(session.rbd(), image.poolSpec());
    }

    /** Finds out whether the manager is likely to accept the removal of an image in this pool. */
    CompletableFuture<Boolean> askWhetherLikely(PoolSession session, ImageRef image) {
        return Parallel.start(() -> tasks.isLikely(session.rbd(), image.poolSpec()));
    }

    /**
     * Offers an image that was moved to the trash for its permanent deletion.
     *
     * @return false if the image is back under its name, and has to be removed
     */
    boolean accepts(PoolSession session, ImageRef image, ImageId id) {
        if (offer(session, image, id) || image.name().isProvisioned()) {
            return true;
        }
        var restore = new TrashCommand.Restore(image.poolSpec(), id, image.name());
        return RbdException.emptyIfNotFound(() -> session.run(restore)).isEmpty();
    }

    /** Offers an image in the trash; whether the manager accepts it or not, the image stays there. */
    public boolean offer(PoolSession session, ImageRef image, ImageId id) {
        return tasks.removeFromTrash(session.rbd(), image.poolSpec(), id);
    }

    /**
     * Finds an image of another name than those that the sweep purges, if an earlier deletion was interrupted after it had moved
     * the image to the trash. It is recognized by the short time until its expiry.
     */
    Optional<TrashedImage> interrupted(PoolSession session, ImageRef image) {
        if (image.name().isProvisioned() || !tasks.isPossible(session.rbd(), image.poolSpec())) {
            return Optional.empty();
        }
        return session.run(new TrashCommand.ListAll(image.poolSpec())).stream()
                .filter(trashed -> trashed.name().equals(image.name().value()))
                .filter(TrashedImage::hasStatedExpiry)
                .filter(trashed -> Duration.between(trashed.deletedAt(), trashed.expiresAt())
                                .compareTo(config.purgeAfter().plus(ROUNDING))
                        <= 0)
                .findFirst();
    }
}
