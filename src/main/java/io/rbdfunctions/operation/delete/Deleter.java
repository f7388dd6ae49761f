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
 * Deletes images. A missing image is a deleted one; one in use is left alone, and its dependents are named.
 *
 * <p>rbd itself refuses to remove an image that is watched or has snapshots, so that is not asked before a removal: the
 * answer could have changed by then.
 */
@Singleton
public final class Deleter implements VolumeOperation<DeleteRequest, Deleted> {
    private final PoolSessions sessions;
    private final ImageLocks locks;
    private final ImageStore store;
    private final RbdEngine images;
    private final ImageUsers imageUsers;
    private final RemovalPolicy removalPolicy;
    private final InstantSource clock;

    public Deleter(
            PoolSessions sessions,
            ImageLocks locks,
            ImageStore store,
            RbdEngine images,
            ImageUsers imageUsers,
            RemovalPolicy removalPolicy,
            InstantSource clock) {
        this.sessions = sessions;
        this.locks = locks;
        this.store = store;
        this.images = images;
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
        return locks.exclusively(
                session.monitors(),
                image,
                () -> retention
                        .map(kept -> trash(rbd, image, kept.duration()))
                        .orElseGet(() -> dispose(rbd, image, request.size())));
    }

    private Optional<TrashRetention> retention(DeleteRequest request) {
        return switch (request.deletionMode()) {
            case DeletionMode.ByClass _ -> sessions.retention(request.target().classSource());
            case DeletionMode.InTrash(TrashRetention retention) -> Optional.of(retention);
            case DeletionMode.Nowhere _ -> Optional.empty();
        };
    }

    /** For good; by way of the trash where that would take longer than a caller should wait. */
    private Deleted dispose(RbdCommandBuilder rbd, ImageRef image, @Nullable Capacity size) {
        if (removalPolicy.isInPlace(image, size)) {
            return remove(rbd, image);
        }
        Look look = look(rbd, image);
        return look.info().filter(info -> !removalPolicy.isInPlace(info)).isPresent()
                ? trash(rbd, image, look, removalPolicy.purgeAfter())
                : remove(rbd, image);
    }

    private Deleted trash(RbdCommandBuilder rbd, ImageRef image, Duration time) {
        return trash(rbd, image, look(rbd, image), time);
    }

    /** rbd moves to the trash what is watched or has snapshots, so that is asked first. */
    private Deleted trash(RbdCommandBuilder rbd, ImageRef image, Look look, Duration time) {
        if (look.info().isEmpty()) {
            // Gone, in the trash already, or half made or removed: of that the removal leaves nothing.
            return remove(rbd, image);
        }
        ImageUsers.requireUnwatched(image, Parallel.await(look.watchers()));
        if (look.info().get().snapshots() > 0) {
            throw imageUsers.snapped(rbd, image, imageUsers.snapshots(rbd, image));
        }
        Instant expiry = clock.instant().plus(time);
        return store.trash(rbd, image, expiry) ? new Deleted(Action.TRASHED, image, expiry) : remove(rbd, image);
    }

    /** What is to be known of an image before it is moved, asked side by side. */
    private record Look(Optional<ImageInfo> info, CompletableFuture<List<String>> watchers) {}

    private Look look(RbdCommandBuilder rbd, ImageRef image) {
        CompletableFuture<List<String>> watchers = Parallel.start(() -> imageUsers.watchers(rbd, image));
        return new Look(store.find(rbd, image), watchers);
    }

    private Deleted remove(RbdCommandBuilder rbd, ImageRef image) {
        try {
            return new Deleted(store.remove(rbd, image) ? Action.DELETED : Action.ALREADY_GONE, image);
        } catch (RbdException failure) {
            throw explained(rbd, image, failure);
        }
    }

    /** Who stands in the way; an image that is gone when that is asked is just being removed by another. */
    private RuntimeException explained(RbdCommandBuilder rbd, ImageRef image, RbdException failure) {
        try {
            return switch (failure.error()) {
                case BUSY -> ImageUsers.watched(image, imageUsers.watchers(rbd, image));
                case HAS_SNAPSHOTS -> imageUsers.snapped(rbd, image, imageUsers.snapshots(rbd, image));
                default -> failure;
            };
        } catch (RbdException unexplained) {
            return unexplained.error() == RbdError.NOT_FOUND
                    ? new TryAgainException(Obstacle.BUSY, String.valueOf(failure.getMessage()), unexplained)
                    : unexplained;
        }
    }

    private Deleted foresee(RbdCommandBuilder rbd, ImageRef image) {
        if (!images.run(rbd.listNames(image.pool())).contains(image.name().value())) {
            return new Deleted(Action.ALREADY_GONE, image);
        }
        if (store.find(rbd, image).isPresent()) {
            imageUsers.requireNone(rbd, image);
        }
        return new Deleted(Action.WOULD_DELETE, image);
    }
}
