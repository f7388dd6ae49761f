package io.rbdfunctions.operation.call;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.rbdfunctions.operation.call.ResolvedCall.Answered;
import io.rbdfunctions.operation.call.ResolvedCall.Request;
import io.rbdfunctions.operation.call.SearchResult.Found;
import io.rbdfunctions.operation.call.SearchResult.Missing;
import io.rbdfunctions.operation.call.SearchResult.Trashed;
import io.rbdfunctions.operation.call.SearchResult.Unclear;
import io.rbdfunctions.operation.csi.VolumeImage;
import io.rbdfunctions.operation.delete.DeleteRequest;
import io.rbdfunctions.operation.delete.Deleted;
import io.rbdfunctions.operation.image.ImageTarget;
import io.rbdfunctions.operation.image.ImageTarget.VolumeRef;
import io.rbdfunctions.operation.image.PoolSession;
import io.rbdfunctions.operation.image.PoolSessions;
import io.rbdfunctions.operation.image.RecentRemovals;
import io.rbdfunctions.operation.outcome.RefusedException;
import io.rbdfunctions.rbd.command.TrashCommand.TrashedImage;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.ceph.ImageName;
import io.rbdfunctions.volume.validation.InvalidValueException;
import jakarta.inject.Singleton;
import java.util.Objects;

/**
 * Finds the image that a call deletes by its volume. An image is already gone only if that is known: from the trash, from an earlier
 * request to this process, or because every image of the pool belongs to another volume.
 */
@Singleton
record DeletionTargets(ExistingTargets existing, VolumeSearch search, PoolSessions sessions, RecentRemovals removals) {
    /** @throws RefusedException if an image may exist that cannot be told from others */
    ResolvedCall<Deleted> resolve(DeleteRequest request) {
        VolumeRef volume = Objects.requireNonNull(request.target().volume());
        return existing.persistentVolume(volume)
                .<ResolvedCall<Deleted>>map(found -> new Request<>(of(found, request)))
                .orElseGet(() -> searched(request, volume));
    }

    private DeleteRequest of(PersistentVolume volume, DeleteRequest request) {
        ImageTarget target = existing.targetOf(volume, request.target(), VolumeImage::toChange);
        return request.of(target, new ObjectName(volume.getMetadata().getName()));
    }

    private ResolvedCall<Deleted> searched(DeleteRequest request, VolumeRef volume) {
        ImageTarget target = request.target();
        PoolSession session = sessions.find(target.classSource());
        return switch (search.find(session, volume)) {
            case Found found -> new Request<>(request.of(ExistingTargets.foundIn(target, found)));
            case Trashed(var images) -> new Answered<>(earlier(session, images.getFirst(), volume));
            // Removes what an interrupted deletion has left in the journal.
            case Missing(boolean isNameTaken) when !isNameTaken -> new Request<>(request);
            case Missing _ -> gone(session, volume);
            case Unclear(int untagged) -> {
                if (removals.hasVolume(session, volume.name())) {
                    yield gone(session, volume);
                }
                throw ExistingTargets.unclear(session, volume, request.verb(), untagged);
            }
        };
    }

    private static ResolvedCall<Deleted> gone(PoolSession session, VolumeRef volume) {
        return new Answered<>(new Deleted(Deleted.Action.ALREADY_GONE, session.image(VolumeSearch.derived(volume))));
    }

    private static Deleted earlier(PoolSession session, TrashedImage trashed, VolumeRef volume) {
        return Deleted.earlier(session.image(nameOf(trashed, volume)), trashed);
    }

    /** Other programs give images other names. */
    private static ImageName nameOf(TrashedImage trashed, VolumeRef volume) {
        try {
            return new ImageName(trashed.name());
        } catch (InvalidValueException _) {
            return VolumeSearch.derived(volume);
        }
    }

    /** Remembers a deletion, for a repetition of the request. */
    void remember(DeleteRequest request) {
        VolumeRef volume = request.target().volume();
        if (volume != null) {
            removals.addVolume(sessions.find(request.target().classSource()), volume.name());
        }
    }
}
