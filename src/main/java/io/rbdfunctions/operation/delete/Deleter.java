package io.rbdfunctions.operation.delete;

import io.rbdfunctions.concurrent.Parallel;
import io.rbdfunctions.operation.csi.DynamicVolumes;
import io.rbdfunctions.operation.csi.DynamicVolumes.LocatedImage;
import io.rbdfunctions.operation.delete.Deleted.Action;
import io.rbdfunctions.operation.image.ImageLocks;
import io.rbdfunctions.operation.image.ImageUsers;
import io.rbdfunctions.operation.image.PoolSession;
import io.rbdfunctions.operation.image.PoolSessions;
import io.rbdfunctions.operation.outcome.TryAgainException;
import io.rbdfunctions.operation.outcome.TryAgainException.Obstacle;
import io.rbdfunctions.operation.request.VolumeOperation;
import io.rbdfunctions.rbd.ImageStore;
import io.rbdfunctions.rbd.RbdError;
import io.rbdfunctions.rbd.RbdException;
import io.rbdfunctions.rbd.command.Info.ImageInfo;
import io.rbdfunctions.rbd.command.ListCommand;
import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.TrashRetention;
import io.rbdfunctions.volume.ceph.ImageId;
import io.rbdfunctions.volume.ceph.ImageLayout.ObjectSize;
import io.rbdfunctions.volume.ceph.ImageRef;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Deletes images. Deleting a missing image succeeds. An image in use is kept, and the refusal names its users.
 *
 * <p>A removal does not check for users first: rbd refuses to remove an image with watchers or snapshots, and a check could
 * be outdated by then.
 */
@Singleton
public record Deleter(
        PoolSessions sessions,
        DynamicVolumes dynamicVolumes,
        DynamicVolumeRemoval dynamicVolumeRemoval,
        ManagerRemoval managerRemoval,
        ImageLocks locks,
        ImageStore store,
        DeletionConfig config,
        InstantSource clock)
        implements VolumeOperation<DeleteRequest, Deleted> {
    @Override
    public Deleted run(DeleteRequest request) {
        PoolSession session = sessions.find(request.classSource());
        Optional<TrashRetention> retention = retention(request);
        LocatedImage located = dynamicVolumes.locateToChange(session, request.target());
        ImageRef image = located.image();
        if (request.dryRun()) {
            return foresee(session, image);
        }
        return locks.withLock(session.monitors(), image, () -> {
            Deleted deleted = retention
                    .map(time -> trash(session, image, look(session, image), time.duration()))
                    .orElseGet(() -> deletePermanently(session, image, request.size()));
            dynamicVolumeRemoval.finish(session, request.target(), located, deleted, retention.isEmpty());
            return deleted;
        });
    }

    private Optional<TrashRetention> retention(DeleteRequest request) {
        return switch (request.deletionMode()) {
            case DeletionMode.ByClass _ -> sessions.retention(request.classSource());
            case DeletionMode.ToTrash(TrashRetention retention) -> Optional.of(retention);
            case DeletionMode.Permanent _ -> Optional.empty();
        };
    }

    /** Whether the image is known to be small, or has a name that the sweep would not purge from the trash. */
    private boolean isQuick(ImageRef image, @Nullable Capacity size) {
        return !image.name().isProvisioned() || (size != null && objects(size) <= config.removeInPlaceObjects());
    }

    /** Without an object map rbd deletes every object that the image could have, written or not. */
    private boolean isQuick(ImageInfo info) {
        return info.objects() <= config.removeInPlaceObjects()
                || info.features().contains("object-map");
    }

    private static long objects(Capacity size) {
        return size.bytes() / ObjectSize.DEFAULT.bytes();
    }

    /**
     * Moves the image to the trash if its removal would take longer than a request may take, for the sweep to purge; or longer than
     * to tell the manager, for the manager to remove.
     */
    private Deleted deletePermanently(PoolSession session, ImageRef image, @Nullable Capacity size) {
        boolean isSmall = size != null && managerRemoval.isSmall(objects(size));
        boolean isManagerPossible = !isSmall && managerRemoval.isPossible(session, image);
        if (isQuick(image, size) && !isManagerPossible) {
            return remove(session, image);
        }
        CompletableFuture<Boolean> isManagerLikely = isManagerPossible
                ? managerRemoval.askWhetherLikely(session, image)
                : CompletableFuture.completedFuture(false);
        Look look = look(session, image);
        if (look.info().isEmpty()) {
            return removeLeftOver(session, image, isManagerPossible);
        }
        ImageInfo info = look.info().get();
        if (!managerRemoval.isSmall(info.objects()) && Parallel.await(isManagerLikely)) {
            return handOver(session, image, look, new ImageId(info.id()));
        }
        return isQuick(image, size) || isQuick(info)
                ? remove(session, image)
                : trash(session, image, look, config.purgeAfter());
    }

    private Deleted handOver(PoolSession session, ImageRef image, Look look, ImageId id) {
        Deleted moved = trash(session, image, look, config.purgeAfter());
        return moved.action() != Action.TRASHED || managerRemoval.accepts(session, image, id)
                ? moved
                : remove(session, image);
    }

    /** The image is missing, in the trash, or incomplete. Removing it cleans up an incomplete one. */
    private Deleted removeLeftOver(PoolSession session, ImageRef image, boolean isManagerPossible) {
        Deleted removed = remove(session, image);
        if (removed.action() != Action.ALREADY_GONE || !isManagerPossible) {
            return removed;
        }
        return managerRemoval
                .interrupted(session, image)
                .map(trashed -> managerRemoval.accepts(session, image, new ImageId(trashed.id()))
                        ? new Deleted(Action.TRASHED, image, trashed.expiresAt(), new ImageId(trashed.id()))
                        : remove(session, image))
                .orElse(removed);
    }

    /** Checks for users first, because rbd moves images with watchers or snapshots to the trash. */
    private Deleted trash(PoolSession session, ImageRef image, Look look, Duration time) {
        if (look.info().isEmpty()) {
            // The image is missing, in the trash, or incomplete. Removing it cleans up an incomplete one.
            return remove(session, image);
        }
        ImageUsers.requireUnwatched(image, Parallel.await(look.watchers()));
        // rbd moves the members of groups to the trash, and can neither remove nor list them there.
        ImageUsers.requireRemovable(image, look.info().get());
        if (look.info().get().snapshots() > 0) {
            throw ImageUsers.hasSnapshots(session, image, ImageUsers.snapshots(session, image));
        }
        Instant expiry = clock.instant().plus(time);
        try {
            return store.trash(session.rbd(), image, expiry)
                    ? new Deleted(
                            Action.TRASHED,
                            image,
                            expiry,
                            new ImageId(look.info().get().id()))
                    : remove(session, image);
        } catch (RbdException failure) {
            throw withUsers(session, image, failure);
        }
    }

    /** The state of an image before it is moved; both parts are read concurrently. */
    private record Look(Optional<ImageInfo> info, CompletableFuture<List<String>> watchers) {}

    private Look look(PoolSession session, ImageRef image) {
        CompletableFuture<List<String>> watchers = Parallel.start(() -> ImageUsers.watchers(session, image));
        return new Look(store.find(session.rbd(), image), watchers);
    }

    private Deleted remove(PoolSession session, ImageRef image) {
        try {
            return new Deleted(store.remove(session.rbd(), image) ? Action.DELETED : Action.ALREADY_GONE, image);
        } catch (RbdException failure) {
            throw withUsers(session, image, failure);
        }
    }

    /** Adds the names of the users. If the image no longer exists, another replica is removing it: try again. */
    private RuntimeException withUsers(PoolSession session, ImageRef image, RbdException failure) {
        try {
            return switch (failure.error()) {
                case BUSY -> ImageUsers.watched(image, ImageUsers.watchers(session, image));
                case HAS_SNAPSHOTS -> ImageUsers.hasSnapshots(session, image, ImageUsers.snapshots(session, image));
                case IN_GROUP, MIGRATING, DEMOTED -> {
                    store.find(session.rbd(), image).ifPresent(info -> ImageUsers.requireRemovable(image, info));
                    yield failure;
                }
                case LOCKED, DEADLINE -> {
                    // The rbd command waits for a lock until it is killed.
                    ImageUsers.requireUnlocked(session, image);
                    yield failure;
                }
                default -> failure;
            };
        } catch (RbdException second) {
            return second.error() == RbdError.NOT_FOUND
                    ? new TryAgainException(Obstacle.BUSY, String.valueOf(failure.getMessage()), second)
                    : second;
        }
    }

    private Deleted foresee(PoolSession session, ImageRef image) {
        if (!session.run(new ListCommand.Names(image.poolSpec()))
                .contains(image.name().value())) {
            return new Deleted(Action.ALREADY_GONE, image);
        }
        Optional<ImageInfo> info = store.find(session.rbd(), image);
        if (info.isPresent()) {
            ImageUsers.requireUnwatched(image, ImageUsers.watchers(session, image));
            ImageUsers.requireRemovable(image, info.get());
            ImageUsers.requireUnlocked(session, image, info.get());
            List<String> snapshots = ImageUsers.snapshots(session, image);
            if (!snapshots.isEmpty()) {
                throw ImageUsers.hasSnapshots(session, image, snapshots);
            }
        }
        return new Deleted(Action.WOULD_DELETE, image);
    }
}
