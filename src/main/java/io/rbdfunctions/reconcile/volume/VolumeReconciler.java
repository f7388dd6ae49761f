package io.rbdfunctions.reconcile.volume;

import static java.time.temporal.ChronoUnit.SECONDS;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.rbdfunctions.kubernetes.PersistentVolumeClaims;
import io.rbdfunctions.kubernetes.PersistentVolumes;
import io.rbdfunctions.kubernetes.StaleObjectException;
import io.rbdfunctions.kubernetes.manifest.ClaimView;
import io.rbdfunctions.kubernetes.manifest.Names;
import io.rbdfunctions.kubernetes.manifest.VolumeAnnotations;
import io.rbdfunctions.kubernetes.manifest.VolumeView;
import io.rbdfunctions.operation.VolumeOperations;
import io.rbdfunctions.operation.delete.DeleteRequest;
import io.rbdfunctions.operation.delete.Deleted;
import io.rbdfunctions.operation.delete.DeletionMode;
import io.rbdfunctions.operation.image.ImageTarget;
import io.rbdfunctions.operation.outcome.Outcome;
import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.operation.outcome.RefusedException;
import io.rbdfunctions.operation.storageclass.ProvisionerConfig;
import io.rbdfunctions.reconcile.result.ConflictRetry;
import io.rbdfunctions.reconcile.result.ReconcileEvents;
import io.rbdfunctions.reconcile.result.Reconciled;
import io.rbdfunctions.reconcile.result.Reconciled.Action;
import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.TrashRetention;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Reconciles a volume: reads it, decides what it needs and does it. */
@Singleton
public record VolumeReconciler(
        VolumeOperations operations,
        PersistentVolumes volumes,
        PersistentVolumeClaims claims,
        SharedImages sharedImages,
        ImageLocator imageLocator,
        ReconcileEvents events,
        ProvisionerConfig config) {
    private static final String FAILED = "VolumeFailedDelete";

    public Reconciled reconcile(ObjectName name) {
        return ConflictRetry.run(() -> volumes.find(name)
                .map(this::reconcile)
                .orElseGet(() -> new Reconciled.Nothing("the volume no longer exists")));
    }

    private Reconciled reconcile(PersistentVolume volume) {
        return switch (VolumeDecision.of(volume, config.provisioner())) {
            case VolumeDecision.Nothing nothing -> new Reconciled.Nothing(nothing.reason());
            case VolumeDecision.DeleteImage _ -> deleteImage(volume);
            case VolumeDecision.DeleteUnclaimedImage _ ->
                claims.findClaimOf(volume).isPresent()
                        ? new Reconciled.Nothing("its claim exists")
                        : deleteImage(volume);
            case VolumeDecision.CheckGrowth _ -> finishGrowth(volume);
            case VolumeDecision.RemoveFinalizer remove -> removeFinalizer(volume, remove.reason());
        };
    }

    /** Removes what kubelet needs no longer. */
    private Reconciled finishGrowth(PersistentVolume volume) {
        Optional<Capacity> capacity = new VolumeView(volume).capacity();
        boolean isFinished = claims.findClaimOf(volume)
                .map(ClaimView::new)
                .filter(claim -> claim.resizeState().isEmpty())
                .flatMap(ClaimView::capacity)
                .filter(size -> capacity.isPresent() && size.compareTo(capacity.get()) >= 0)
                .isPresent();
        if (isFinished) {
            volumes.dropPreResizeCapacity(volume);
        }
        return new Reconciled.Nothing(isFinished ? "its growth is finished" : "the node has to expand its file system");
    }

    /** Deletes the image, then the volume, and removes the finalizer last. */
    private Reconciled deleteImage(PersistentVolume volume) {
        return events.reportFailure(volume, FAILED, "", () -> {
            requireUnshared(volume);
            Outcome<Deleted> outcome = imageLocator.run(volume, target -> operations.run(request(volume, target)));
            return finish(volume, outcome.orThrow());
        });
    }

    /** Two volumes can have one image after a backup was restored: it is kept until one of them is left. */
    private void requireUnshared(PersistentVolume volume) {
        List<PersistentVolume> others = sharedImages.othersThatKeepIt(volume);
        if (others.isEmpty()) {
            return;
        }
        String image = new VolumeView(volume).image().orElse("");
        others.forEach(other -> events.warn(
                other,
                FAILED,
                "rbd image %s is shared: PersistentVolume %s has the same image, which is kept until one of them is left"
                        .formatted(image, Names.of(volume))));
        throw new RefusedException(
                Reason.IN_USE,
                "rbd image %s is kept: PersistentVolume %s has the same image; to remove only this volume, set its reclaim"
                                .formatted(image, Names.of(others.getFirst()))
                        + " policy to Retain and delete it");
    }

    /** Uses the trash retention stored on the volume, since the class may have changed. */
    private static DeleteRequest request(PersistentVolume volume, ImageTarget target) {
        DeletionMode deletionMode = Optional.ofNullable(
                        VolumeAnnotations.parameters(volume).get("trashRetention"))
                .map(TrashRetention::parse)
                .<DeletionMode>map(DeletionMode.ToTrash::new)
                .orElseGet(DeletionMode.Permanent::new);
        return new DeleteRequest(
                target, null, deletionMode, new VolumeView(volume).capacity().orElse(null), false);
    }

    private Reconciled finish(PersistentVolume volume, Deleted deleted) {
        events.report(volume, "VolumeDelete", message(deleted));
        if (volume.getMetadata().getDeletionTimestamp() == null) {
            ConflictRetry.run(() -> delete(volume));
        }
        ConflictRetry.run(() -> removeFinalizer(volume));
        return done(Action.DELETED, volume, deleted.image().toString());
    }

    /** Deletes the volume in whatever state it is now, since its image is gone. Does nothing if it was replaced. */
    private boolean delete(PersistentVolume volume) {
        Optional<PersistentVolume> current = findSame(volume);
        current.filter(existing -> existing.getMetadata().getDeletionTimestamp() == null)
                .ifPresent(volumes::delete);
        return current.isPresent();
    }

    private boolean removeFinalizer(PersistentVolume volume) {
        Optional<PersistentVolume> current = findSame(volume);
        current.filter(existing -> new VolumeView(existing).hasOurFinalizer()).ifPresent(volumes::dropFinalizer);
        return current.isPresent();
    }

    private Optional<PersistentVolume> findSame(PersistentVolume volume) {
        String uid = volume.getMetadata().getUid();
        return volumes.find(new ObjectName(volume.getMetadata().getName()))
                .filter(existing -> uid.equals(existing.getMetadata().getUid()));
    }

    private Reconciled removeFinalizer(PersistentVolume volume, String reason) {
        try {
            volumes.dropFinalizer(volume);
        } catch (StaleObjectException conflict) {
            if (findSame(volume).isPresent()) {
                throw conflict;
            }
        }
        String image = new VolumeView(volume).image().orElse("");
        events.report(volume, "VolumeDelete", "kept rbd image %s: %s".formatted(image, reason));
        return done(Action.FINALIZER_REMOVED, volume, image);
    }

    private static String message(Deleted deleted) {
        return switch (deleted.action()) {
            case TRASHED ->
                "moved rbd image %s to the trash; it can be restored until %s"
                        .formatted(
                                deleted.image(),
                                Objects.requireNonNull(deleted.expiry()).truncatedTo(SECONDS));
            case ALREADY_GONE -> "rbd image %s was already deleted".formatted(deleted.image());
            case DELETED, WOULD_DELETE -> "deleted rbd image %s".formatted(deleted.image());
        };
    }

    private static Reconciled done(Action action, PersistentVolume volume, String image) {
        return new Reconciled.Done(
                action,
                Names.claimOf(volume),
                Names.claimUidOf(volume),
                volume.getMetadata().getName(),
                image,
                new VolumeView(volume).capacity().map(Capacity::bytes).orElse(0L),
                "");
    }
}
