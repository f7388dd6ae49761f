package io.rbdfunctions.operation.delete;

import io.rbdfunctions.concurrent.Parallel;
import io.rbdfunctions.operation.delete.Deleted.Action;
import io.rbdfunctions.operation.image.ImageUsers;
import io.rbdfunctions.operation.image.PoolSession;
import io.rbdfunctions.operation.outcome.TryAgainException;
import io.rbdfunctions.operation.outcome.TryAgainException.Obstacle;
import io.rbdfunctions.rbd.ImageStore;
import io.rbdfunctions.rbd.RbdError;
import io.rbdfunctions.rbd.RbdException;
import io.rbdfunctions.rbd.command.Info.ImageInfo;
import io.rbdfunctions.rbd.command.ListCommand;
import io.rbdfunctions.rbd.command.SnapshotCommand;
import io.rbdfunctions.rbd.command.SnapshotCommand.ListedSnapshot;
import io.rbdfunctions.volume.ceph.ImageId;
import io.rbdfunctions.volume.ceph.ImageRef;
import io.rbdfunctions.volume.ceph.SnapshotRef;
import io.rbdfunctions.volume.ceph.SnapshotRef.SnapshotName;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Removes an image, or moves it to the trash. An image in use is kept, and the refusal names its users.
 *
 * <p>A removal does not check for users first: rbd refuses to remove an image with watchers or snapshots, and a check could
 * be outdated by then.
 */
@Singleton
record ImageRemoval(ImageStore store, InstantSource clock) {
    /** The state of an image before it is moved; both parts are read concurrently. */
    record Look(Optional<ImageInfo> info, CompletableFuture<List<String>> watchers) {}

    Look look(PoolSession session, ImageRef image) {
        CompletableFuture<List<String>> watchers = Parallel.start(() -> ImageUsers.watchers(session, image));
        return new Look(store.find(session.rbd(), image), watchers);
    }

    /** Checks for users first, because rbd moves images with watchers or snapshots to the trash. */
    Deleted trash(PoolSession session, ImageRef image, Look look, Duration time) {
        if (look.info().isEmpty()) {
            // The image is missing, in the trash, or incomplete. Removing it cleans up an incomplete one.
            return remove(session, image);
        }
        ImageUsers.requireUnwatched(image, Parallel.await(look.watchers()));
        // rbd moves the members of groups to the trash, and can neither remove nor list them there.
        ImageUsers.requireRemovable(image, look.info().get());
        removeLeftovers(session, image, look.info().get());
        ImageUsers.requireOnlyClones(session, image, look.info().get());
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

    /** Nobody repeats an interrupted clone whose claim has been deleted meanwhile. */
    private void removeLeftovers(PoolSession session, ImageRef image, ImageInfo info) {
        if (info.snapshots() > 0) {
            session.run(new SnapshotCommand.ListAll(image)).stream()
                    .filter(ListedSnapshot::isLeftover)
                    .map(snapshot -> new SnapshotRef(image, new SnapshotName(snapshot.name())))
                    .forEach(snapshot -> store.removeSnapshot(session.rbd(), snapshot));
        }
    }

    Deleted remove(PoolSession session, ImageRef image) {
        return removeUnlessSnapped(session, image).orElseThrow(() -> hasSnapshots(session, image));
    }

    /** Empty if the image has snapshots, which may be removed ones that Ceph keeps for their clones. */
    Optional<Deleted> removeUnlessSnapped(PoolSession session, ImageRef image) {
        try {
            return Optional.of(
                    new Deleted(store.remove(session.rbd(), image) ? Action.DELETED : Action.ALREADY_GONE, image));
        } catch (RbdException failure) {
            if (failure.error() == RbdError.HAS_SNAPSHOTS) {
                return Optional.empty();
            }
            throw withUsers(session, image, failure);
        }
    }

    /** The refusal for an image with snapshots. If it no longer exists, another replica is removing it: try again. */
    RuntimeException hasSnapshots(PoolSession session, ImageRef image) {
        try {
            return ImageUsers.hasSnapshots(session, image, ImageUsers.snapshots(session, image));
        } catch (RbdException second) {
            return goneOr(second, "rbd image %s had snapshots".formatted(image));
        }
    }

    /** Adds the names of the users. If the image no longer exists, another replica is removing it: try again. */
    private RuntimeException withUsers(PoolSession session, ImageRef image, RbdException failure) {
        try {
            return switch (failure.error()) {
                case BUSY -> ImageUsers.watched(image, ImageUsers.watchers(session, image));
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
            return goneOr(second, String.valueOf(failure.getMessage()));
        }
    }

    private static RuntimeException goneOr(RbdException second, String first) {
        return second.error() == RbdError.NOT_FOUND ? new TryAgainException(Obstacle.BUSY, first, second) : second;
    }

    Deleted foresee(PoolSession session, ImageRef image) {
        if (!session.run(new ListCommand.Names(image.poolSpec()))
                .contains(image.name().value())) {
            return new Deleted(Action.ALREADY_GONE, image);
        }
        Optional<ImageInfo> info = store.find(session.rbd(), image);
        if (info.isPresent()) {
            ImageUsers.requireUnwatched(image, ImageUsers.watchers(session, image));
            ImageUsers.requireRemovable(image, info.get());
            ImageUsers.requireUnlocked(session, image, info.get());
            ImageUsers.requireOnlyLeftovers(session, image, info.get());
        }
        return new Deleted(Action.WOULD_DELETE, image);
    }
}
