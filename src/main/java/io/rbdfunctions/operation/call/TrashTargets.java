package io.rbdfunctions.operation.call;

import io.rbdfunctions.operation.call.ResolvedCall.Answered;
import io.rbdfunctions.operation.call.ResolvedCall.Request;
import io.rbdfunctions.operation.call.SearchResult.Found;
import io.rbdfunctions.operation.image.ImageTarget.VolumeRef;
import io.rbdfunctions.operation.image.PoolSession;
import io.rbdfunctions.operation.image.PoolSessions;
import io.rbdfunctions.operation.image.RecentRemovals;
import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.operation.outcome.RefusedException;
import io.rbdfunctions.operation.trash.PurgeRequest;
import io.rbdfunctions.operation.trash.Purged;
import io.rbdfunctions.operation.trash.RestoreRequest;
import io.rbdfunctions.operation.trash.TrashTarget;
import io.rbdfunctions.rbd.command.TrashCommand.TrashedImage;
import io.rbdfunctions.volume.ceph.ImageId;
import io.rbdfunctions.volume.ceph.ImageName;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Finds the images in the trash that calls name by their volume, their claim or their former name. */
@Singleton
record TrashTargets(TrashSearch trash, VolumeSearch search, PoolSessions sessions, RecentRemovals removals) {
    RestoreRequest resolve(RestoreRequest request) {
        VolumeRef volume = request.named();
        if (volume == null) {
            return request;
        }
        PoolSession session = sessions.find(request.classSource());
        return TrashSearch.only(volume, trash.find(session, volume))
                .map(found -> request.of(null, new ImageId(found.id())))
                .or(() -> restored(session, volume, request))
                .orElseThrow(() -> new RefusedException(
                        Reason.NOT_FOUND,
                        "restore %s: no image in the trash of pool %s belongs to it; a purged image cannot be restored"
                                .formatted(volume, session.pool())));
    }

    /** By its id, the operation sees that it was restored already. */
    private Optional<RestoreRequest> restored(PoolSession session, VolumeRef volume, RestoreRequest request) {
        return search.find(session, volume) instanceof Found found
                ? search.id(session, session.image(found.image())).map(id -> request.of(found.image(), id))
                : Optional.empty();
    }

    ResolvedCall<Purged> resolve(PurgeRequest request) {
        TrashTarget target = request.target();
        if (target.id() != null) {
            return new Request<>(request);
        }
        PoolSession session = sessions.find(request.classSource());
        return TrashSearch.only(target, find(session, target))
                .<ResolvedCall<Purged>>map(found -> new Request<>(request.of(new ImageId(found.id()))))
                .or(() -> purged(session, target))
                .orElseThrow(() -> missing(session, target));
    }

    private List<TrashedImage> find(PoolSession session, TrashTarget target) {
        VolumeRef volume = target.volume();
        ImageName image = target.image();
        if (image != null) {
            return trash.find(session, image);
        }
        return volume == null ? List.of() : trash.find(session, volume);
    }

    private Optional<ResolvedCall<Purged>> purged(PoolSession session, TrashTarget target) {
        return Optional.ofNullable(target.image())
                .flatMap(image -> removals.purgedImage(session, image.value()))
                .map(id -> new Answered<>(new Purged(Purged.Action.ALREADY_GONE, session.pool(), new ImageId(id))));
    }

    private RefusedException missing(PoolSession session, TrashTarget target) {
        boolean exists = target.image() != null
                && search.id(session, session.image(target.image())).isPresent();
        return exists
                ? new RefusedException(
                        Reason.CONFLICT,
                        "purge %s: the image is not in the trash of pool %s: delete it first"
                                .formatted(target, session.pool()))
                : new RefusedException(
                        Reason.NOT_FOUND,
                        "purge %s: the trash of pool %s has no such image: see list with \"trash\": true"
                                .formatted(target, session.pool()));
    }
}
