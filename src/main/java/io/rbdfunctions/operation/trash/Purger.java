package io.rbdfunctions.operation.trash;

import io.rbdfunctions.operation.image.PoolSession;
import io.rbdfunctions.operation.image.PoolSessions;
import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.operation.outcome.RefusedException;
import io.rbdfunctions.operation.request.VolumeOperation;
import io.rbdfunctions.operation.trash.Purged.Action;
import io.rbdfunctions.rbd.RbdEngine;
import io.rbdfunctions.rbd.RbdError;
import io.rbdfunctions.rbd.RbdException;
import io.rbdfunctions.rbd.command.RbdCommandBuilder;
import io.rbdfunctions.rbd.command.TrashCommand.TrashedImage;
import io.rbdfunctions.volume.ceph.PoolName;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;

/** Deletes for good what somebody names in the trash, whatever its name and whoever moved it there. */
@Singleton
public final class Purger implements VolumeOperation<PurgeRequest, Purged> {
    private final PoolSessions sessions;
    private final RbdEngine images;
    private final InstantSource clock;

    public Purger(PoolSessions sessions, RbdEngine images, InstantSource clock) {
        this.sessions = sessions;
        this.images = images;
        this.clock = clock;
    }

    @Override
    public Class<PurgeRequest> requestType() {
        return PurgeRequest.class;
    }

    @Override
    public Purged run(PurgeRequest request) {
        PoolSession session = sessions.find(request.classSource());
        PoolName pool = session.pool();
        Optional<TrashedImage> trashed = images.run(session.rbd().listTrash(pool)).stream()
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
        Action action = request.dryRun() ? Action.WOULD_PURGE : purge(session.rbd(), pool, request);
        return new Purged(action, pool, request.id());
    }

    private Action purge(RbdCommandBuilder rbd, PoolName pool, PurgeRequest request) {
        try {
            images.run(
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
