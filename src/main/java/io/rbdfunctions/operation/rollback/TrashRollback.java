package io.rbdfunctions.operation.rollback;

import io.rbdfunctions.operation.delete.ReplacementRemoval;
import io.rbdfunctions.operation.image.PoolTags;
import io.rbdfunctions.operation.image.StoredTags;
import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.operation.outcome.RefusedException;
import io.rbdfunctions.operation.rollback.RolledBack.Action;
import io.rbdfunctions.rbd.command.Info.ImageInfo;
import io.rbdfunctions.rbd.command.TrashCommand.TrashedImage;
import io.rbdfunctions.volume.ceph.ImageId;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Goes back to an image in the trash that the volume had before. The image has an id, by which a repeated request finds it. */
@Singleton
record TrashRollback(
        ImageExchange exchange, ReplacementRemoval replacementRemoval, PoolTags tags, AttachmentCheck attachments) {
    RolledBack foresee(RollbackTarget target, ImageId id) {
        ImageInfo current = exchange.require(target);
        if (current.id().equals(id.value())) {
            return new RolledBack(Action.ALREADY_ROLLED_BACK, target.image(), null, null, List.of());
        }
        requireFormer(target, id);
        exchange.requireUnused(target, current);
        List<String> warnings = attachments.requireNone(target.volume().requestName());
        return new RolledBack(
                Action.WOULD_ROLL_BACK, target.image(), new ImageId(current.id()), exchange.expiry(target), warnings);
    }

    RolledBack run(RollbackTarget target, ImageId id) {
        Optional<ImageInfo> current = exchange.current(target);
        boolean isThere = current.filter(info -> info.id().equals(id.value())).isPresent();
        if (isThere && id.equals(target.volume().imageId())) {
            return new RolledBack(Action.ALREADY_ROLLED_BACK, target.image(), null, null, List.of());
        }
        // The journal has the image before until this one is in its place.
        return isThere ? finish(target, id, target.volume().imageId(), List.of()) : replace(target, id, current);
    }

    private RolledBack replace(RollbackTarget target, ImageId id, Optional<ImageInfo> current) {
        requireFormer(target, id);
        List<String> warnings = List.of();
        if (current.isPresent()) {
            exchange.requireUnused(target, current.get());
            warnings = attachments.requireNone(target.volume().requestName());
            exchange.setAside(target, current.get());
        }
        exchange.restore(target, id);
        return finish(
                target,
                id,
                current.map(info -> new ImageId(info.id()))
                        .orElse(target.volume().imageId()),
                warnings);
    }

    /** The image may have been grown since the other one was moved to the trash. */
    private RolledBack finish(RollbackTarget target, ImageId id, @Nullable ImageId before, List<String> warnings) {
        if (before != null) {
            exchange.growTo(target, target.image(), before);
        }
        replacementRemoval.removeOf(target.session(), target.image());
        exchange.record(target, id);
        Optional<TrashedImage> trashed = Optional.ofNullable(before).flatMap(other -> exchange.trashed(target, other));
        return new RolledBack(
                Action.ROLLED_BACK,
                target.image(),
                before,
                trashed.map(TrashedImage::expiresAt).orElse(null),
                warnings);
    }

    /** Requires that the image is in the trash, and that it was the image of the volume: by its name, and by its tags if it has any. */
    private void requireFormer(RollbackTarget target, ImageId id) {
        TrashedImage trashed = exchange.trashed(target, id)
                .orElseThrow(() -> new RefusedException(
                        Reason.NOT_FOUND,
                        "the trash of pool %s has no image with the id %s: see list with \"trash\": true; it may have been purged or restored already"
                                .formatted(target.image().poolSpec(), id)));
        String volume = target.volume().requestName().value();
        String tagged =
                tags.read(target.session(), id.value()).map(StoredTags::volume).orElse(null);
        Set<String> names =
                Set.of(target.image().name().value(), target.former().name().value());
        if (!names.contains(trashed.name()) || (tagged != null && !tagged.equals(volume))) {
            throw new RefusedException(
                    Reason.CONFLICT,
                    "image %s (%s) in the trash was not the image of volume %s%s: a volume goes back to its own images only; restore others"
                            .formatted(trashed.name(), id, volume, tagged == null ? "" : ", but that of " + tagged));
        }
    }
}
