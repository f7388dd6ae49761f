package io.rbdfunctions.operation.reconcile;

import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeSpec;
import io.rbdfunctions.kubernetes.VolumeManifest;
import io.rbdfunctions.volume.Capacity;
import java.util.Map;
import java.util.Optional;

/** A volume, read with care for all that may be absent. */
public record VolumeView(PersistentVolume volume) {
    public boolean isProvisionedBy(String provisioner) {
        Map<String, String> annotations = volume.getMetadata().getAnnotations();
        return annotations != null && provisioner.equals(annotations.get(VolumeManifest.PROVISIONED_BY));
    }

    public boolean isTerminating() {
        return volume.getMetadata().getDeletionTimestamp() != null;
    }

    boolean isReleased() {
        return "Released".equals(phase());
    }

    public String phase() {
        return volume.getStatus() == null || volume.getStatus().getPhase() == null
                ? "Pending"
                : volume.getStatus().getPhase();
    }

    public boolean isToBeDeleted() {
        return "Delete".equals(volume.getSpec().getPersistentVolumeReclaimPolicy());
    }

    public boolean hasOurFinalizer() {
        return volume.getMetadata().getFinalizers() != null
                && volume.getMetadata().getFinalizers().contains(VolumeManifest.FINALIZER);
    }

    boolean hasClaim() {
        return volume.getSpec().getClaimRef() != null;
    }

    boolean isFor(String claimUid) {
        ObjectReference claim = volume.getSpec().getClaimRef();
        return claim != null && claimUid.equals(claim.getUid());
    }

    public Optional<Capacity> capacity() {
        return ClaimView.storage(volume.getSpec().getCapacity());
    }

    /** The name of its image, whichever source it has. */
    Optional<String> image() {
        PersistentVolumeSpec spec = volume.getSpec();
        if (spec.getRbd() != null) {
            return Optional.ofNullable(spec.getRbd().getImage());
        }
        return spec.getCsi() == null
                ? Optional.empty()
                : Optional.ofNullable(spec.getCsi().getVolumeHandle());
    }

    /** The pool of its image, as its source names it. */
    Optional<String> pool() {
        PersistentVolumeSpec spec = volume.getSpec();
        if (spec.getRbd() != null) {
            return Optional.ofNullable(spec.getRbd().getPool());
        }
        return spec.getCsi() == null || spec.getCsi().getVolumeAttributes() == null
                ? Optional.empty()
                : Optional.ofNullable(spec.getCsi().getVolumeAttributes().get("pool"));
    }
}
