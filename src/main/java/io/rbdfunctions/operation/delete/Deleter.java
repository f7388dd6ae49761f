package io.rbdfunctions.operation.delete;

import io.rbdfunctions.concurrent.Parallel;
import io.rbdfunctions.operation.delete.Deleted.Action;
import io.rbdfunctions.operation.image.ImageLocks;
import io.rbdfunctions.operation.image.ImageUsers;
import io.rbdfunctions.operation.image.PoolSession;
import io.rbdfunctions.operation.image.PoolSessions;
import io.rbdfunctions.operation.outcome.TryAgainException;
import io.rbdfunctions.operation.outcome.TryAgainException.Obstacle;
import io.rbdfunctions.operation.request.VolumeOperation;
import io.rbdfunctions.rbd.ImageStore;
import io.rbdfunctions.rbd.RbdEngine;
import io.rbdfunctions.rbd.RbdError;
import io.rbdfunctions.rbd.RbdException;
import io.rbdfunctions.rbd.command.Info.ImageInfo;
import io.rbdfunctions.rbd.command.RbdCommandBuilder;
import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.TrashRetention;
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
public final class Deleter implements VolumeOperation<DeleteRequest, Deleted> {
    private final PoolSessions sessions;
    private final ImageLocks locks;
    private final ImageStore store;
    private final RbdEngine engine;
    private final ImageUsers imageUsers;
    private final RemovalPolicy removalPolicy;
    private final InstantSource clock;

    public Deleter(
            PoolSessions sessions,
            ImageLocks locks,
            ImageStore store,
            RbdEngine engine,
            ImageUsers imageUsers,
            RemovalPolicy removalPolicy,
            InstantSource clock) {
        this.sessions = sessions;
        this.locks = locks;
        this.store = store;
        this.engine = engine;
        this.imageUsers = imageUsers;
        this.removalPolicy = removalPolicy;
        this.clock = clock;
    }

    @Override
    public Class<DeleteRequest> requestType() {
        return DeleteRequest.class;
    }

    @Override
    public Deleted run(DeleteRequest request) {
        PoolSession session = sessions.find(request.target().classSource());
        Optional<TrashRetention> retention = retention(request);
        RbdCommandBuilder rbd = session.rbd();
        ImageRef image = session.image(request.target().image());
        if (request.dryRun()) {
            return foresee(rbd, image);
        }
        return locks.withLock(
                session.monitors(),
                image,
                () -> retention
                        .map(time -> trash(rbd, image, look(rbd, image), time.duration()))
                        .orElseGet(() -> deletePermanently(rbd, image, request.size())));
    }

    private Optional<TrashRetention> retention(DeleteRequest request) {
        return switch (request.deletionMode()) {
            case DeletionMode.ByClass _ -> sessions.retention(request.target().classSource());
            case DeletionMode.ToTrash(TrashRetention retention) -> Optional.of(retention);
            case DeletionMode.Permanent _ -> Optional.empty();
        };
    }

    /** Moves the image to the trash, for the sweep to purge, if its removal would take longer than a request may take. */
    private Deleted deletePermanently(RbdCommandBuilder rbd, ImageRef image, @Nullable Capacity size) {
        if (removalPolicy.isQuick(image, size)) {
            return remove(rbd, image);
        }
        Look look = look(rbd, image);
        return look.info().isEmpty() || removalPolicy.isQuick(look.info().get())
                ? remove(rbd, image)
                : trash(rbd, image, look, removalPolicy.purgeAfter());
    }

    /** Checks for users first, because rbd moves images with watchers or snapshots to the trash. */
    private Deleted trash(RbdCommandBuilder rbd, ImageRef image, Look look, Duration time) {
        if (look.info().isEmpty()) {
            // The image is missing, in the trash, or incomplete. Removing it cleans up an incomplete one.
            return remove(rbd, image);
        }
        ImageUsers.requireUnwatched(image, Parallel.await(look.watchers()));
        if (look.info().get().snapshots() > 0) {
            throw imageUsers.hasSnapshots(rbd, image, imageUsers.snapshots(rbd, image));
        }
        Instant expiry = clock.instant().plus(time);
        return store.trash(rbd, image, expiry) ? new Deleted(Action.TRASHED, image, expiry) : remove(rbd, image);
    }

    /** The state of an image before it is moved; both parts are read concurrently. */
    private record Look(Optional<ImageInfo> info, CompletableFuture<List<String>> watchers) {}

    private Look look(RbdCommandBuilder rbd, ImageRef image) {
        CompletableFuture<List<String>> watchers = Parallel.start(() -> imageUsers.watchers(rbd, image));
        return new Look(store.find(rbd, image), watchers);
    }

    private Deleted remove(RbdCommandBuilder rbd, ImageRef image) {
        try {
            return new Deleted(store.remove(rbd, image) ? Action.DELETED : Action.ALREADY_GONE, image);
        } catch (RbdException failure) {
            throw withUsers(rbd, image, failure);
        }
    }

    /** Adds the names of the users. If the image no longer exists, another replica is removing it: try again. */
    private RuntimeException withUsers(RbdCommandBuilder rbd, ImageRef image, RbdException failure) {
        try {
            return switch (failure.error()) {
                case BUSY -> ImageUsers.watched(image, imageUsers.watchers(rbd, image));
                case HAS_SNAPSHOTS -> imageUsers.hasSnapshots(rbd, image, imageUsers.snapshots(rbd, image));
                default -> failure;
            };
        } catch (RbdException second) {
            return second.error() == RbdError.NOT_FOUND
                    ? new TryAgainException(Obstacle.BUSY, String.valueOf(failure.getMessage()), second)
                    : second;
        }
    }

    private Deleted foresee(RbdCommandBuilder rbd, ImageRef image) {
        if (!engine.run(rbd.listNames(image.pool())).contains(image.name().value())) {
            return new Deleted(Action.ALREADY_GONE, image);
        }
        if (store.find(rbd, image).isPresent()) {
            imageUsers.requireNone(rbd, image);
        }
        return new Deleted(Action.WOULD_DELETE, image);
    }
}
