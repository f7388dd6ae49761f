package io.rbdfunctions.operation.call;

import io.rbdfunctions.operation.call.ResolvedCall.Request;
import io.rbdfunctions.operation.clone.call.CloneRequest;
import io.rbdfunctions.operation.clone.call.CloneSource;
import io.rbdfunctions.operation.delete.DeleteRequest;
import io.rbdfunctions.operation.delete.Deleted;
import io.rbdfunctions.operation.expand.ExpandRequest;
import io.rbdfunctions.operation.image.ImageTarget;
import io.rbdfunctions.operation.inspect.InspectRequest;
import io.rbdfunctions.operation.outcome.Outcome;
import io.rbdfunctions.operation.request.VolumeAnswer;
import io.rbdfunctions.operation.request.VolumeRequest;
import io.rbdfunctions.operation.rollback.RollbackRequest;
import io.rbdfunctions.operation.snapshot.call.DeleteSnapshotRequest;
import io.rbdfunctions.operation.snapshot.call.SnapshotTarget;
import io.rbdfunctions.operation.snapshot.call.TakeSnapshotRequest;
import io.rbdfunctions.operation.snapshot.inspect.InspectSnapshotRequest;
import io.rbdfunctions.operation.trash.PurgeRequest;
import io.rbdfunctions.operation.trash.RestoreRequest;
import jakarta.inject.Singleton;

/** Finds images by PersistentVolumes, journals and tags. */
@Singleton
record CephCallTargets(ExistingTargets existing, DeletionTargets deletion, TrashTargets trash, TrashHints hints)
        implements CallTargets {
    @Override
    @SuppressWarnings("unchecked") // each request is replaced by one of its own type
    public <A extends VolumeAnswer> ResolvedCall<A> resolve(VolumeRequest<A> request) {
        return (ResolvedCall<A>) resolved(request);
    }

    @Override
    public <A extends VolumeAnswer> Outcome<A> completed(
            VolumeRequest<A> request, VolumeRequest<A> resolved, Outcome<A> outcome) {
        if (request instanceof DeleteRequest delete
                && outcome instanceof Outcome.Done<?>(Deleted deleted)
                && deleted.action() != Deleted.Action.WOULD_DELETE) {
            deletion.remember(delete);
        }
        return hints.addTo(outcome, resolved);
    }

    private ResolvedCall<?> resolved(VolumeRequest<?> request) {
        return switch (request) {
            case InspectRequest info
            when info.target().isNamedByVolume() ->
                new Request<>(new InspectRequest(existing.toRead(info.target(), info.verb())));
            case ExpandRequest expand
            when expand.target().isNamedByVolume() ->
                new Request<>(expand.of(existing.toChange(expand.target(), expand.verb())));
            case RollbackRequest rollback
            when rollback.target().isNamedByVolume() ->
                new Request<>(rollback.of(existing.toChange(rollback.target(), rollback.verb())));
            case DeleteRequest delete when delete.target().isNamedByVolume() -> deletion.resolve(delete);
            case TakeSnapshotRequest take
            when take.target().isNamedByVolume() -> new Request<>(take.of(existing.toRead(take.target(), take.verb())));
            case DeleteSnapshotRequest delete ->
                new Request<>(new DeleteSnapshotRequest(found(delete.target(), delete.verb()), delete.dryRun()));
            case InspectSnapshotRequest info ->
                new Request<>(new InspectSnapshotRequest(found(info.target(), info.verb())));
            case CloneRequest clone -> new Request<>(clone.from(found(clone.source(), clone.verb())));
            case RestoreRequest restore -> new Request<>(trash.resolve(restore));
            case PurgeRequest purge -> trash.resolve(purge);
            default -> new Request<>(request);
        };
    }

    private CloneSource found(CloneSource source, String verb) {
        return switch (source) {
            case CloneSource.OfVolume(ImageTarget target)
            when target.isNamedByVolume() -> new CloneSource.OfVolume(existing.toRead(target, verb));
            case CloneSource.OfVolume volume -> volume;
            case CloneSource.OfSnapshot(SnapshotTarget target) -> new CloneSource.OfSnapshot(found(target, verb));
        };
    }

    private SnapshotTarget found(SnapshotTarget target, String verb) {
        ImageTarget volume = target.volume();
        return volume != null && volume.isNamedByVolume() ? target.of(existing.toRead(volume, verb)) : target;
    }
}
