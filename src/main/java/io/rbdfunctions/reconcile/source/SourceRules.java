package io.rbdfunctions.reconcile.source;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.rbdfunctions.kubernetes.manifest.ClaimView;
import io.rbdfunctions.kubernetes.manifest.Names;
import io.rbdfunctions.kubernetes.manifest.VolumeView;
import io.rbdfunctions.kubernetes.snapshot.SnapshotContentView;
import io.rbdfunctions.kubernetes.snapshot.VolumeSnapshotView;
import io.rbdfunctions.operation.clone.DataSource;
import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.operation.outcome.RefusedException;
import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.csi.VolumeHandle;
import io.rbdfunctions.volume.validation.InvalidValueException;
import java.util.Optional;

/**
 * The rules of the CSI external-provisioner about the sources of claims. Pure functions. {@link Reason#NOT_FOUND} means that the
 * rule may be met later.
 */
final class SourceRules {
    private SourceRules() {}

    /** The VolumeSnapshotContent that a snapshot is bound to. */
    static void requireUsable(String name, VolumeSnapshotView snapshot) {
        if (snapshot.isGoing()) {
            throw later("VolumeSnapshot %s is being deleted".formatted(name));
        }
        if (snapshot.content().isEmpty()) {
            throw later("VolumeSnapshot %s is not bound to a VolumeSnapshotContent yet".formatted(name));
        }
    }

    /**
     * Checks a claim that is to be restored from a snapshot.
     *
     * @param name of the snapshot, for messages
     * @param driver the provisioner of the claim's class
     */
    static DataSource check(
            ClaimView claim, String name, VolumeSnapshotView snapshot, SnapshotContentView content, String driver) {
        if (!content.hasDriver(driver)) {
            throw never("VolumeSnapshot %s belongs to another driver than %s, the provisioner of the class"
                    .formatted(name, driver));
        }
        if (!content.snapshotUid().equals(snapshot.uid())) {
            throw later("VolumeSnapshotContent %s is not bound to VolumeSnapshot %s".formatted(content.name(), name));
        }
        if (!snapshot.isReady()) {
            throw later("VolumeSnapshot %s is not ready to use yet".formatted(name));
        }
        String handle = content.handle()
                .orElseThrow(
                        () -> later("VolumeSnapshotContent %s has no snapshotHandle yet".formatted(content.name())));
        requireSize(claim, snapshot.restoreSize(), "VolumeSnapshot " + name);
        if (content.sourceVolumeMode().filter(mode -> !mode.equals(mode(claim))).isPresent()
                && !content.allowsModeChange()) {
            throw never(
                    "VolumeSnapshot %s is of a volume of the mode %s, and the claim requests %s: the annotation snapshot.storage.kubernetes.io/allow-volume-mode-change of VolumeSnapshotContent %s allows that"
                            .formatted(name, content.sourceVolumeMode().get(), mode(claim), content.name()));
        }
        return new DataSource.OfSnapshot(parsed(handle, "VolumeSnapshot " + name));
    }

    /** Checks a claim that another one is to be cloned from, as far as it tells. */
    static void requireUsable(PersistentVolumeClaim source) {
        ClaimView view = new ClaimView(source);
        String name = Names.of(source);
        if (view.isTerminating() && !view.isKeptForClones()) {
            throw later("PersistentVolumeClaim %s is being deleted".formatted(name));
        }
        if (!view.phase().equals("Bound") || view.volumeName().isEmpty()) {
            throw later("PersistentVolumeClaim %s is not bound yet".formatted(name));
        }
        if (Names.classOf(source).isEmpty()) {
            throw never("PersistentVolumeClaim %s has no StorageClass".formatted(name));
        }
    }

    /** Checks a claim that is to be a clone of another one with this volume. */
    static DataSource check(ClaimView claim, PersistentVolumeClaim source, PersistentVolume volume) {
        String name = "PersistentVolumeClaim " + Names.of(source);
        VolumeView view = new VolumeView(volume);
        if (!view.isClaimedBy(source.getMetadata().getUid())) {
            throw later("%s is not bound to PersistentVolume %s".formatted(name, Names.of(volume)));
        }
        VolumeHandle handle = view.dynamicHandle()
                .orElseThrow(
                        () -> never("%s has a volume that cannot be cloned, because it is no dynamic volume of ceph-csi"
                                .formatted(name)));
        if (!mode(new ClaimView(source)).equals(mode(claim))) {
            throw never("%s has the volume mode %s, and the claim requests %s"
                    .formatted(name, mode(new ClaimView(source)), mode(claim)));
        }
        requireSize(claim, view.capacity(), name);
        return new DataSource.OfVolume(handle);
    }

    private static void requireSize(ClaimView claim, Optional<Capacity> size, String source) {
        if (size.isPresent()
                && claim.request()
                        .filter(request -> request.compareTo(size.get()) < 0)
                        .isPresent()) {
            throw never("the claim requests %s, which is less than the %s of %s: request at least that"
                    .formatted(claim.request().get(), size.get(), source));
        }
    }

    private static String mode(ClaimView claim) {
        return claim.isBlock() ? "Block" : "Filesystem";
    }

    private static VolumeHandle parsed(String handle, String source) {
        try {
            return VolumeHandle.parse(handle);
        } catch (InvalidValueException invalid) {
            throw never("%s has the snapshotHandle of another driver: %s".formatted(source, invalid.getMessage()));
        }
    }

    private static RefusedException later(String why) {
        return new RefusedException(Reason.NOT_FOUND, why);
    }

    private static RefusedException never(String why) {
        return new RefusedException(Reason.CONFLICT, why);
    }
}
