package io.rbdfunctions.operation.trash;

import io.rbdfunctions.operation.image.PoolSession;
import io.rbdfunctions.operation.image.PoolSessions;
import io.rbdfunctions.operation.image.RecentRemovals;
import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.operation.outcome.RefusedException;
import io.rbdfunctions.operation.request.VolumeOperation;
import io.rbdfunctions.operation.trash.Purged.Action;
import io.rbdfunctions.rbd.RbdException;
import io.rbdfunctions.rbd.command.TrashCommand;
import io.rbdfunctions.rbd.command.TrashCommand.TrashedImage;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;

/** Deletes one image in the trash permanently, whatever its name and whoever moved it there. */
@Singleton
public record Purger(PoolSessions sessions, RecentRemovals removals, InstantSource clock)
        implements VolumeOperation<PurgeRequest, Purged> {
    @Override
    public Purged run(PurgeRequest request) {
        PoolSession session = sessions.find(request.classSource());
        Optional<TrashedImage> trashed = session.run(new TrashCommand.ListAll(session.pool())).stream()
                .filter(image -> image.id().equals(request.id().value()))
                .findFirst();
        if (trashed.isEmpty()) {
            return gone(session, request);
        }
        if (!request.force() && !trashed.get().isExpired(clock.instant())) {
            throw new RefusedException(
                    Reason.CONFLICT,
                    "image %s (%s) is kept in the trash until %s: add \"force\": true to purge it now"
                            .formatted(
                                    trashed.get().name(),
                                    request.id(),
                                    trashed.get().expiresAt()));
        }
        Action action = request.dryRun() ? Action.WOULD_PURGE : purge(session, request, trashed.get());
        return new Purged(action, session.pool(), request.id());
    }

    /** An id that was never there is a mistake. */
    private Purged gone(PoolSession session, PurgeRequest request) {
        if (!removals.hasPurged(session, request.id().value())) {
            throw new RefusedException(
                    Reason.NOT_FOUND,
                    "the trash of pool %s has no image with the id %s: see list with \"trash\": true; it may have been purged or restored already"
                            .formatted(session.pool(), request.id()));
        }
        return new Purged(Action.ALREADY_GONE, session.pool(), request.id());
    }

    private Action purge(PoolSession session, PurgeRequest request, TrashedImage trashed) {
        var command = new TrashCommand.Remove(session.pool(), request.id(), request.force());
        boolean isPurged =
                RbdException.emptyIfNotFound(() -> session.run(command)).isPresent();
        removals.addPurged(session, trashed);
        return isPurged ? Action.PURGED : Action.ALREADY_GONE;
    }
}
