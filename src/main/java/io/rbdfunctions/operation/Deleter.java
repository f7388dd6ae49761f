package io.rbdfunctions.operation;

import io.rbdfunctions.operation.Deleted.Action;
import io.rbdfunctions.operation.Refusal.Reason;
import io.rbdfunctions.operation.TryAgainException.Obstacle;
import io.rbdfunctions.rbd.ImageStore;
import io.rbdfunctions.rbd.RbdError;
import io.rbdfunctions.rbd.RbdException;
import io.rbdfunctions.rbd.RbdImages;
import io.rbdfunctions.rbd.command.RbdCommandBuilder;
import io.rbdfunctions.volume.ImageRef;
import io.rbdfunctions.volume.TrashRetention;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Deletes images. A missing image is a deleted one; one in use is left alone, and its dependents are named.
 *
 * <p>rbd itself refuses to remove an image that is watched or has snapshots, so that is not asked beforehand: the answer
 * could have changed by the time of the removal.
 */
@Singleton
final class Deleter {
    private final Workplaces workplaces;
    private final ImageLocks locks;
    private final ImageStore store;
    private final RbdImages images;
    private final Dependents dependents;
    private final InstantSource clock;

    Deleter(
            Workplaces workplaces,
            ImageLocks locks,
            ImageStore store,
            RbdImages images,
            Dependents dependents,
            InstantSource clock) {
        this.workplaces = workplaces;
        this.locks = locks;
        this.store = store;
        this.images = images;
        this.dependents = dependents;
        this.clock = clock;
    }

    Deleted delete(DeleteRequest request) {
        Workplace workplace = workplaces.find(request.target().where());
        ImageRef image = workplace.image(request.target().image());
        if (request.dryRun()) {
            return foresee(workplace.rbd(), image);
        }
        return locks.exclusively(
                workplace.monitors(), image, () -> delete(workplace.rbd(), image, request.retention()));
    }

    private Deleted delete(RbdCommandBuilder rbd, ImageRef image, @Nullable TrashRetention retention) {
        return retention == null ? delete(rbd, image) : trash(rbd, image, retention);
    }

    /** rbd moves to the trash what is watched or has snapshots, so that is asked first. */
    private Deleted trash(RbdCommandBuilder rbd, ImageRef image, TrashRetention retention) {
        if (store.find(rbd, image).isEmpty()) {
            // Gone, in the trash already, or half made or removed: of that the removal leaves nothing.
            return delete(rbd, image);
        }
        requireUnused(rbd, image);
        Instant expiry = clock.instant().plus(retention.duration());
        return store.trash(rbd, image, expiry) ? new Deleted(Action.TRASHED, image) : delete(rbd, image);
    }

    private Deleted delete(RbdCommandBuilder rbd, ImageRef image) {
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
                case BUSY -> watched(image, dependents.watchers(rbd, image));
                case HAS_SNAPSHOTS -> snapped(rbd, image, dependents.snapshots(rbd, image));
                default -> failure;
            };
        } catch (RbdException unexplained) {
            return unexplained.error() == RbdError.NOT_FOUND
                    ? new TryAgainException(Obstacle.BUSY, String.valueOf(failure.getMessage()), unexplained)
                    : unexplained;
        }
    }

    private Deleted foresee(RbdCommandBuilder rbd, ImageRef image) {
        if (!images.carryOut(rbd.listNames(image.pool())).contains(image.name().value())) {
            return new Deleted(Action.ALREADY_GONE, image);
        }
        if (store.find(rbd, image).isPresent()) {
            requireUnused(rbd, image);
        }
        return new Deleted(Action.WOULD_DELETE, image);
    }

    private void requireUnused(RbdCommandBuilder rbd, ImageRef image) {
        List<String> watchers = dependents.watchers(rbd, image);
        if (!watchers.isEmpty()) {
            throw watched(image, watchers);
        }
        List<String> snapshots = dependents.snapshots(rbd, image);
        if (!snapshots.isEmpty()) {
            throw snapped(rbd, image, snapshots);
        }
    }

    private static RefusedException watched(ImageRef image, List<String> watchers) {
        return new RefusedException(Reason.IN_USE, Dependents.watchedBy(image, watchers));
    }

    private RefusedException snapped(RbdCommandBuilder rbd, ImageRef image, List<String> snapshots) {
        return new RefusedException(
                Reason.IN_USE, Dependents.clonedOrSnapped(image, snapshots, dependents.clones(rbd, image)));
    }
}
