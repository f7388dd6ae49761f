package io.rbdfunctions.reconcile.volume;

import static java.time.temporal.ChronoUnit.SECONDS;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.rbdfunctions.kubernetes.PersistentVolumes;
import io.rbdfunctions.kubernetes.StaleObjectException;
import io.rbdfunctions.kubernetes.manifest.Names;
import io.rbdfunctions.kubernetes.manifest.VolumeView;
import io.rbdfunctions.operation.VolumeOperations;
import io.rbdfunctions.operation.delete.DeleteRequest;
import io.rbdfunctions.operation.delete.Deleted;
import io.rbdfunctions.operation.delete.DeletionMode;
import io.rbdfunctions.operation.image.ImageTarget;
import io.rbdfunctions.operation.outcome.Outcome;
import io.rbdfunctions.reconcile.result.ConflictRetry;
import io.rbdfunctions.reconcile.result.ReconcileEvents;
import io.rbdfunctions.reconcile.result.Reconciled;
import io.rbdfunctions.reconcile.result.Reconciled.Deed;
import io.rbdfunctions.volume.ObjectName;
import jakarta.inject.Singleton;
import java.util.Objects;
import java.util.Optional;

/** Deletes the image of a volume, then the volume; the finalizer goes last. */
@Singleton
final class VolumeDeletion {
    private static final String FAILED = "VolumeFailedDelete";

    private final VolumeOperations operations;
    private final PersistentVolumes persistentVolumes;
    private final ImageLocator finder;
    private final ReconcileEvents reconcileEvents;

    VolumeDeletion(
            VolumeOperations operations,
            PersistentVolumes persistentVolumes,
            ImageLocator finder,
            ReconcileEvents reconcileEvents) {
        this.operations = operations;
        this.persistentVolumes = persistentVolumes;
        this.finder = finder;
        this.reconcileEvents = reconcileEvents;
    }

    Reconciled deleteImage(PersistentVolume volume) {
        return reconcileEvents.of(volume, FAILED, "", () -> {
            return switch (finder.reach(volume, target -> operations.run(request(volume, target)))) {
                case Outcome.Refused<Deleted> refused -> reconcileEvents.trouble(volume, FAILED, "", refused.refusal());
                case Outcome.Done<Deleted> done -> finish(volume, done.answer());
            };
        });
    }

    /** Kept as the volume has it: its class may have changed since. */
    private static DeleteRequest request(PersistentVolume volume, ImageTarget target) {
        DeletionMode deletionMode = ImageLocator.retentionOf(volume)
                .<DeletionMode>map(DeletionMode.InTrash::new)
                .orElseGet(DeletionMode.Nowhere::new);
        return new DeleteRequest(
                target, deletionMode, new VolumeView(volume).capacity().orElse(null), false);
    }

    private Reconciled finish(PersistentVolume volume, Deleted deleted) {
        reconcileEvents.tell(volume, "VolumeDelete", words(deleted));
        if (volume.getMetadata().getDeletionTimestamp() == null) {
            ConflictRetry.of(() -> delete(volume));
        }
        ConflictRetry.of(() -> dropFinalizer(volume));
        return done(Deed.DELETED, volume, deleted.image().toString());
    }

    /** The image is gone already, so what the volume has become meanwhile does not matter; only that it is the same. */
    private boolean delete(PersistentVolume volume) {
        Optional<PersistentVolume> now = sameNow(volume);
        now.filter(there -> there.getMetadata().getDeletionTimestamp() == null).ifPresent(persistentVolumes::delete);
        return now.isPresent();
    }

    private boolean dropFinalizer(PersistentVolume volume) {
        Optional<PersistentVolume> now = sameNow(volume);
        now.filter(there -> new VolumeView(there).hasOurFinalizer()).ifPresent(persistentVolumes::dropFinalizer);
        return now.isPresent();
    }

    private Optional<PersistentVolume> sameNow(PersistentVolume volume) {
        String uid = volume.getMetadata().getUid();
        return persistentVolumes
                .find(new ObjectName(volume.getMetadata().getName()))
                .filter(there -> uid.equals(there.getMetadata().getUid()));
    }

    Reconciled letGo(PersistentVolume volume, String why) {
        try {
            persistentVolumes.dropFinalizer(volume);
        } catch (StaleObjectException changed) {
            if (sameNow(volume).isPresent()) {
                throw changed;
            }
        }
        reconcileEvents.tell(volume, "VolumeDelete", "the image is left as it is: " + why);
        return done(Deed.LET_GO, volume, new VolumeView(volume).image().orElse(""));
    }

    private static String words(Deleted deleted) {
        return switch (deleted.action()) {
            case TRASHED ->
                "moved rbd image %s to the trash, where it stays until %s"
                        .formatted(
                                deleted.image(),
                                Objects.requireNonNull(deleted.expiry()).truncatedTo(SECONDS));
            case ALREADY_GONE -> "rbd image %s was gone already".formatted(deleted.image());
            case DELETED, WOULD_DELETE -> "deleted rbd image %s".formatted(deleted.image());
        };
    }

    private static Reconciled done(Deed deed, PersistentVolume volume, String image) {
        return new Reconciled.Done(
                deed,
                Names.claimOf(volume),
                Names.claimUidOf(volume),
                volume.getMetadata().getName(),
                image,
                new VolumeView(volume).capacity().map(size -> size.bytes()).orElse(0L));
    }
}
