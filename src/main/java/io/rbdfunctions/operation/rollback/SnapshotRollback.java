package io.rbdfunctions.operation.rollback;

import io.rbdfunctions.operation.rollback.RollbackRequest.RequestId;
import io.rbdfunctions.operation.rollback.RolledBack.Action;
import io.rbdfunctions.rbd.command.Info.ImageInfo;
import io.rbdfunctions.rbd.command.TrashCommand.TrashedImage;
import io.rbdfunctions.volume.ceph.ImageId;
import io.rbdfunctions.volume.csi.VolumeHandle;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Goes back to a snapshot: a clone of it, which is made beside the image of the volume, takes the place of that. The metadata of the clone
 * name the request, so that a repeated one finds what an earlier attempt has done, and does it only once.
 */
@Singleton
record SnapshotRollback(
        SnapshotCheck snapshots, ReplacementClone replacement, ImageExchange exchange, AttachmentCheck attachments) {
    private static final String KEPT =
            "the request was carried out before, and what was written since then is kept: to go back to the snapshot again, send a new requestId";

    RolledBack foresee(RollbackTarget target, VolumeHandle snapshot, @Nullable RequestId id) {
        ImageInfo current = exchange.require(target);
        Optional<RollbackMarker> done = marker(target, snapshot, id);
        if (done.isPresent()) {
            return answer(Action.ALREADY_ROLLED_BACK, target, done.get(), List.of(KEPT));
        }
        List<String> warnings = check(target, snapshot, current);
        replacement.check(target, snapshot);
        return new RolledBack(
                Action.WOULD_ROLL_BACK, target.image(), new ImageId(current.id()), exchange.expiry(target), warnings);
    }

    RolledBack run(RollbackTarget target, VolumeHandle snapshot, @Nullable RequestId id) {
        return exchange.current(target)
                .map(current -> replaceOrFinish(target, snapshot, id, current))
                .orElseGet(() -> placeOrStartOver(target, snapshot, id));
    }

    private RolledBack replaceOrFinish(
            RollbackTarget target, VolumeHandle snapshot, @Nullable RequestId id, ImageInfo current) {
        Optional<RollbackMarker> done = marker(target, snapshot, id);
        if (done.isEmpty()) {
            return replace(target, new RollbackMarker(snapshot, new ImageId(current.id()), id), current);
        }
        if (ImageExchange.isRecorded(target, current)) {
            return answer(Action.ALREADY_ROLLED_BACK, target, done.get(), List.of(KEPT));
        }
        exchange.record(target, new ImageId(current.id()));
        return answer(Action.ROLLED_BACK, target, done.get(), List.of());
    }

    private static Optional<RollbackMarker> marker(
            RollbackTarget target, VolumeHandle snapshot, @Nullable RequestId id) {
        return ReplacementClone.markerOf(target.session(), target.image()).filter(found -> found.isOf(snapshot, id));
    }

    private List<String> check(RollbackTarget target, VolumeHandle snapshot, ImageInfo current) {
        exchange.requireUnused(target, current);
        snapshots.requireOf(target, snapshot);
        return attachments.requireNone(target.volume().requestName());
    }

    private RolledBack replace(RollbackTarget target, RollbackMarker marker, ImageInfo current) {
        List<String> warnings = new ArrayList<>(check(target, marker.snapshot(), current));
        warnings.addAll(replacement.make(target, current, marker));
        exchange.setAside(target, current);
        return place(target, marker, warnings);
    }

    /** The image may have been grown until it was taken away. */
    private RolledBack place(RollbackTarget target, RollbackMarker marker, List<String> warnings) {
        exchange.growTo(target, target.replacement(), marker.before());
        exchange.record(target, exchange.place(target));
        return answer(Action.ROLLED_BACK, target, marker, warnings);
    }

    /** An earlier attempt was interrupted when it had taken the image away: that of this request, or of another one. */
    private RolledBack placeOrStartOver(RollbackTarget target, VolumeHandle snapshot, @Nullable RequestId id) {
        Optional<RollbackMarker> ready = ReplacementClone.markerOf(target.session(), target.replacement())
                .filter(found -> found.isOf(snapshot, id));
        if (ready.isPresent()) {
            return place(target, ready.get(), List.of());
        }
        ImageId before = Optional.ofNullable(target.volume().imageId())
                .flatMap(recorded -> exchange.trashed(target, recorded))
                .filter(image -> image.name().equals(target.former().name().value()))
                .map(image -> new ImageId(image.id()))
                .orElseThrow(() -> ImageExchange.missing(target));
        exchange.restore(target, before);
        return replaceOrFinish(target, snapshot, id, exchange.require(target));
    }

    private RolledBack answer(Action action, RollbackTarget target, RollbackMarker marker, List<String> warnings) {
        Instant expiry = exchange.trashed(target, marker.before())
                .map(TrashedImage::expiresAt)
                .orElse(null);
        return new RolledBack(action, target.image(), marker.before(), expiry, warnings);
    }
}
