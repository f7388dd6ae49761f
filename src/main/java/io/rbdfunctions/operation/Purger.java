package io.rbdfunctions.operation;

import io.rbdfunctions.operation.Purged.Action;
import io.rbdfunctions.operation.Refusal.Reason;
import io.rbdfunctions.rbd.RbdError;
import io.rbdfunctions.rbd.RbdException;
import io.rbdfunctions.rbd.RbdImages;
import io.rbdfunctions.rbd.command.RbdCommandBuilder;
import io.rbdfunctions.rbd.command.TrashedImage;
import io.rbdfunctions.volume.PoolName;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;

/** Deletes for good what somebody names in the trash, whatever its name and whoever moved it there. */
@Singleton
final class Purger {
    private final Workplaces workplaces;
    private final RbdImages images;
    private final InstantSource clock;

    Purger(Workplaces workplaces, RbdImages images, InstantSource clock) {
        this.workplaces = workplaces;
        this.images = images;
        this.clock = clock;
    }

    Purged purge(PurgeRequest request) {
        Workplace workplace = workplaces.find(request.where());
        PoolName pool = workplace.pool();
        Optional<TrashedImage> trashed = images.carryOut(workplace.rbd().listTrash(pool)).stream()
                .filter(found -> found.id().equals(request.id().value()))
                .findFirst();
        if (trashed.isEmpty()) {
            return new Purged(Action.ALREADY_GONE, pool, request.id());
        }
        if (!request.force() && !trashed.get().isExpired(clock.instant())) {
            throw new RefusedException(
                    Reason.CONFLICT,
                    "image %s (%s) is to be kept in the trash until %s: purge it by force, or later"
                            .formatted(
                                    trashed.get().name(),
                                    request.id(),
                                    trashed.get().expiresAt()));
        }
        Action action = request.dryRun() ? Action.WOULD_PURGE : purge(workplace.rbd(), pool, request);
        return new Purged(action, pool, request.id());
    }

    private Action purge(RbdCommandBuilder rbd, PoolName pool, PurgeRequest request) {
        try {
            images.carryOut(
                    request.force()
                            ? rbd.trashRemoveByForce(pool, request.id().imageId())
                            : rbd.trashRemove(pool, request.id().imageId()));
            return Action.PURGED;
        } catch (RbdException failure) {
            if (failure.error() == RbdError.NOT_FOUND) {
                return Action.ALREADY_GONE;
            }
            throw failure;
        }
    }
}
