package io.rbdfunctions.kubernetes.manifest;

import io.fabric8.kubernetes.api.model.CSIPersistentVolumeSource;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeSpec;
import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.CsiDriver;
import io.rbdfunctions.volume.ceph.ImageName;
import io.rbdfunctions.volume.ceph.PoolName;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A volume, read with care for all that may be absent. */
public record VolumeView(PersistentVolume volume) {
    public boolean isProvisionedBy(String provisioner) {
        Map<String, String> annotations = volume.getMetadata().getAnnotations();
        return annotations != null && provisioner.equals(annotations.get(VolumeManifest.PROVISIONED_BY));
    }

    public boolean isTerminating() {
        return volume.getMetadata().getDeletionTimestamp() != null;
    }

    public boolean isReleased() {
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

    public boolean hasClaim() {
        return volume.getSpec().getClaimRef() != null;
    }

    public boolean isFor(String claimUid) {
        ObjectReference claim = volume.getSpec().getClaimRef();
        return claim != null && claimUid.equals(claim.getUid());
    }

    public Optional<Capacity> capacity() {
        return ClaimView.storage(volume.getSpec().getCapacity());
    }

    /** The name of its image, whichever source it has. */
    public Optional<String> image() {
        PersistentVolumeSpec spec = volume.getSpec();
        if (spec.getRbd() != null) {
            return Optional.ofNullable(spec.getRbd().getImage());
        }
        return csi().map(CSIPersistentVolumeSource::getVolumeHandle);
    }

    /** The pool of its image, as its source names it. */
    public Optional<String> pool() {
        PersistentVolumeSpec spec = volume.getSpec();
        if (spec.getRbd() != null) {
            return Optional.ofNullable(spec.getRbd().getPool());
        }
        return attribute("pool");
    }

    /** The same, or the usual one where it names none. */
    public String poolName() {
        return pool().filter(name -> !name.isEmpty()).orElse(PoolName.DEFAULT.value());
    }

    /** Whether it is over the image, be it ours or not. */
    public boolean isOver(PoolName pool, ImageName image) {
        return images().contains(pool + "/" + image);
    }

    /** What may be its image, as {@code pool/image}: the handle of a volume that ceph-csi made is no image's name. */
    public Set<String> images() {
        String pool = poolName();
        return Stream.of(image(), attribute("imageName"))
                .flatMap(Optional::stream)
                .filter(name -> !name.isEmpty())
                .map(name -> pool + "/" + name)
                .collect(Collectors.toUnmodifiableSet());
    }

    private Optional<String> attribute(String name) {
        return csi().map(CSIPersistentVolumeSource::getVolumeAttributes).map(attributes -> attributes.get(name));
    }

    /** Other drivers have handles that look like an image's name, too. */
    private Optional<CSIPersistentVolumeSource> csi() {
        return Optional.ofNullable(volume.getSpec().getCsi()).filter(csi -> CsiDriver.isOne(csi.getDriver()));
    }
}
