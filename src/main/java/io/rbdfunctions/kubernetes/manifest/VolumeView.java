package io.rbdfunctions.kubernetes.manifest;

import io.fabric8.kubernetes.api.model.CSIPersistentVolumeSource;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeStatus;
import io.fabric8.kubernetes.api.model.RBDPersistentVolumeSource;
import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.CsiDriver;
import io.rbdfunctions.volume.ceph.ImageRef;
import io.rbdfunctions.volume.ceph.PoolName;
import io.rbdfunctions.volume.ceph.PoolSpec;
import io.rbdfunctions.volume.csi.VolumeHandle;
import io.rbdfunctions.volume.parameters.ImageNamePrefix;
import io.rbdfunctions.volume.validation.InvalidValueException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads a volume. Absent fields are returned as empty or as their defaults. */
public record VolumeView(PersistentVolume volume) {
    private static final List<String> SOURCE_PARAMETERS = List.of("clusterID", "pool", "radosNamespace", "journalPool");

    /** As Go reads a boolean. */
    private static final Set<String> TRUE = Set.of("1", "t", "T", "true", "TRUE", "True");

    public boolean isProvisionedBy(String provisioner) {
        Map<String, String> annotations = volume.getMetadata().getAnnotations();
        return annotations != null && provisioner.equals(annotations.get(VolumeManifest.PROVISIONED_BY));
    }

    public boolean isInTree() {
        return inTree().isPresent();
    }

    /** Whether it is a CSI volume of this driver, whoever made it. */
    public boolean hasDriver(String driver) {
        return csi().filter(csi -> driver.equals(csi.getDriver())).isPresent();
    }

    public boolean isTerminating() {
        return volume.getMetadata().getDeletionTimestamp() != null;
    }

    public boolean isReleased() {
        return "Released".equals(phase());
    }

    public String phase() {
        return Optional.ofNullable(volume.getStatus())
                .map(PersistentVolumeStatus::getPhase)
                .orElse("Pending");
    }

    public boolean hasDeletePolicy() {
        return "Delete".equals(volume.getSpec().getPersistentVolumeReclaimPolicy());
    }

    /** Whether a finalizer keeps the volume until its provisioner has deleted the image. */
    public boolean hasOurFinalizer() {
        List<String> finalizers = volume.getMetadata().getFinalizers();
        return finalizers.contains(VolumeManifest.FINALIZER)
                || finalizers.contains(VolumeManifest.EXTERNAL_PROVISIONER_FINALIZER);
    }

    /** Whether it is or was bound to a claim, not only reserved for one by name. */
    public boolean wasClaimed() {
        return !Names.claimUidOf(volume).isEmpty();
    }

    /** Whether a growth of the volume has begun, and its capacity before is still noted. */
    public boolean isBeingGrown() {
        Map<String, String> annotations = volume.getMetadata().getAnnotations();
        return annotations != null && annotations.containsKey(VolumeManifest.PRE_RESIZE_CAPACITY);
    }

    public boolean isClaimedBy(String claimUid) {
        ObjectReference claim = volume.getSpec().getClaimRef();
        return claim != null && claimUid.equals(claim.getUid());
    }

    public Optional<Capacity> capacity() {
        return Quantities.validStorage(volume.getSpec().getCapacity());
    }

    /**
     * The image name of an in-tree volume or a static CSI volume, and the one that a dynamic CSI volume should have: the journal of
     * ceph-csi has the right one.
     */
    public Optional<String> image() {
        return inTree().map(RBDPersistentVolumeSource::getImage)
                .or(() -> dynamicHandle().map(this::imageOf))
                .or(() -> csi().map(CSIPersistentVolumeSource::getVolumeHandle)
                        .filter(handle -> !VolumeHandle.isOne(handle)));
    }

    /** Volumes of older releases of ceph-csi do not name their image. */
    private String imageOf(VolumeHandle handle) {
        return attribute("imageName")
                .filter(name -> !name.isEmpty())
                .orElseGet(() -> attribute("volumeNamePrefix")
                                .filter(prefix -> !prefix.isEmpty())
                                .orElse(ImageNamePrefix.DEFAULT.value())
                        + handle.uuid());
    }

    /** The handle of a dynamic CSI volume; empty for any other volume, and if the handle is invalid. */
    public Optional<VolumeHandle> dynamicHandle() {
        try {
            return csi().map(CSIPersistentVolumeSource::getVolumeHandle)
                    .filter(VolumeHandle::isOne)
                    .map(VolumeHandle::parse);
        } catch (InvalidValueException _) {
            return Optional.empty();
        }
    }

    /** Whether it is a volume of a CSI driver for RBD. */
    public boolean isCsi() {
        return csi().isPresent();
    }

    /** Whether it is a CSI volume whose handle is the name of its image. */
    public boolean isStatic() {
        return attribute("staticVolume").filter(TRUE::contains).isPresent();
    }

    /** Whether ceph-csi has encrypted the image. */
    public boolean isEncrypted() {
        return attribute("encrypted").filter(TRUE::contains).isPresent();
    }

    /** The class parameters that the source of a CSI volume has, as far as they lead to its image and its journal. */
    Map<String, String> sourceParameters() {
        Map<String, String> parameters = new HashMap<>();
        SOURCE_PARAMETERS.forEach(name ->
                attribute(name).filter(value -> !value.isEmpty()).ifPresent(value -> parameters.put(name, value)));
        return parameters;
    }

    /** The monitors of an in-tree volume. Volumes of old provisioners can have blanks in them. */
    public List<String> monitors() {
        return inTree().map(RBDPersistentVolumeSource::getMonitors).stream()
                .flatMap(List::stream)
                .map(String::strip)
                .filter(address -> !address.isEmpty())
                .toList();
    }

    /** The pool that the volume source names. */
    public Optional<String> pool() {
        return inTree().map(RBDPersistentVolumeSource::getPool).or(() -> attribute("pool"));
    }

    /** The pool of its image; the default pool if the source names none. */
    public String poolName() {
        return pool().filter(name -> !name.isEmpty()).orElse(PoolName.DEFAULT.value());
    }

    /** The RADOS namespace of its image; empty for the default one, and if only ceph-csi's configuration names it. */
    public Optional<String> radosNamespace() {
        return attribute("radosNamespace").filter(name -> !name.isEmpty());
    }

    /** The pool of its image, with the namespace if it names one: {@code pool} or {@code pool/namespace}. */
    public String poolSpec() {
        return PoolSpec.text(poolName(), radosNamespace().orElse(""));
    }

    /**
     * Whether the volume uses the image, whichever provisioner created it. A static CSI volume that names no namespace may use
     * the image of any, since the configuration of ceph-csi can have one for it.
     */
    public boolean uses(ImageRef image) {
        boolean isAnyNamespace = csi().isPresent() && radosNamespace().isEmpty() && image().isPresent();
        ImageRef own = isAnyNamespace ? new ImageRef(image.pool(), image.name()) : image;
        return possibleImages().contains(own.toString());
    }

    /**
     * The names that its image may have, in the form of an {@link ImageRef}. The handle of a CSI volume is the image name of a static
     * volume only; dynamic volumes have the attribute {@code imageName}.
     */
    public Set<String> possibleImages() {
        String pool = poolSpec();
        return Stream.of(image(), attribute("imageName"))
                .flatMap(Optional::stream)
                .filter(name -> !name.isEmpty())
                .map(name -> pool + "/" + name)
                .collect(Collectors.toUnmodifiableSet());
    }

    private Optional<RBDPersistentVolumeSource> inTree() {
        return Optional.ofNullable(volume.getSpec().getRbd());
    }

    private Optional<String> attribute(String name) {
        return csi().map(CSIPersistentVolumeSource::getVolumeAttributes).map(attributes -> attributes.get(name));
    }

    /** Empty for other drivers, whose handles are not image names. */
    private Optional<CSIPersistentVolumeSource> csi() {
        return Optional.ofNullable(volume.getSpec().getCsi()).filter(csi -> CsiDriver.isOne(csi.getDriver()));
    }
}
