package io.rbdfunctions.operation.trash;

import io.rbdfunctions.operation.image.PoolSession;
import io.rbdfunctions.operation.image.PoolSessions;
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
public record Purger(PoolSessions sessions, InstantSource clock) implements VolumeOperation<PurgeRequest, Purged> {
    @Override
    public Purged run(PurgeRequest request) {
        PoolSession session = sessions.find(request.classSource());
        Optional<TrashedImage> trashed = session.run(new TrashCommand.ListAll(session.pool())).stream()
                .filter(image -> image.id().equals(request.id().value()))
                .findFirst();
        if (trashed.isEmpty()) {
            return new Purged(Action.ALREADY_GONE, session.pool(), request.id());
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
        return new Purged(
                request.dryRun() ? Action.WOULD_PURGE : purge(session, request), session.pool(), request.id());
    }

    private Action purge(PoolSession session, PurgeRequest request) {
        var command = new TrashCommand.Remove(session.pool(), request.id(), request.force());
        return RbdException.emptyIfNotFound(() -> session.run(command)).isPresent()
                ? Action.PURGED
                : Action.ALREADY_GONE;
    }
}
