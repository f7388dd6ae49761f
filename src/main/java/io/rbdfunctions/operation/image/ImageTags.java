package io.rbdfunctions.operation.image;

import io.rbdfunctions.rbd.RbdException;
import io.rbdfunctions.rbd.command.MetadataCommand;
import io.rbdfunctions.rbd.command.MetadataCommand.MetadataKey;
import io.rbdfunctions.rbd.command.MetadataCommand.MetadataValue;
import io.rbdfunctions.volume.ClaimRef;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.ceph.ImageRef;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The image-meta entries that record the volume and the claim of an image: the keys of ceph-csi, and the claim's uid. */
public final class ImageTags {
    /** The name of the image's PersistentVolume. */
    public static final String VOLUME = "csi.storage.k8s.io/pv/name";

    /** The uid of the image's claim. */
    public static final String CLAIM_UID = "rbdfunctions.io/claim-uid";

    /** The name of the Kubernetes cluster. */
    public static final String CLUSTER = "csi.ceph.com/cluster/name";

    static final String CLAIM_NAME = "csi.storage.k8s.io/pvc/name";
    static final String CLAIM_NAMESPACE = "csi.storage.k8s.io/pvc/namespace";

    /** The name of the VolumeSnapshot of a snapshot's image. */
    public static final String SNAPSHOT_NAME = "csi.storage.k8s.io/volumesnapshot/name";

    /** The namespace of the VolumeSnapshot. */
    public static final String SNAPSHOT_NAMESPACE = "csi.storage.k8s.io/volumesnapshot/namespace";

    /** The name of the VolumeSnapshotContent. */
    public static final String CONTENT_NAME = "csi.storage.k8s.io/volumesnapshotcontent/name";

    /** Marks an adopted image without a claim; {@link #VOLUME} alone does not, because ceph-csi writes it too. */
    public static final String ADOPTED = "rbdfunctions.io/adopted";

    /** The rollback that made the image. Ceph does not copy keys that begin with {@code .rbd} to clones. */
    public static final String ROLLBACK = ".rbdfunctions.io/rolled-back";

    private ImageTags() {}

    /** The tags of a created image; never empty. */
    public static Map<String, String> of(ObjectName volume, @Nullable ClaimRef claim) {
        return claim == null
                ? Map.of(VOLUME, volume.value())
                : Map.of(
                        VOLUME,
                        volume.value(),
                        CLAIM_NAME,
                        claim.key().name().value(),
                        CLAIM_NAMESPACE,
                        claim.key().namespace().value(),
                        CLAIM_UID,
                        claim.uid().value());
    }

    /**
     * The tags of the image of a dynamic volume, as ceph-csi writes them.
     *
     * @param clusterName the name of the Kubernetes cluster; null to leave it out
     */
    public static Map<String, String> ofDynamic(
            ObjectName volume, @Nullable ClaimRef claim, @Nullable String clusterName) {
        Map<String, String> tags = new HashMap<>(of(volume, claim));
        // The name of the image ends with the uid.
        tags.remove(CLAIM_UID);
        if (clusterName != null) {
            tags.put(CLUSTER, clusterName);
        }
        return tags;
    }

    /** The keys of the tags that describe a snapshot, which a volume that is restored from it gets too. */
    public static Set<String> ofSnapshots() {
        return Set.of(SNAPSHOT_NAME, SNAPSHOT_NAMESPACE, CONTENT_NAME);
    }

    /** The keys of the tags that describe a volume, which a clone of its image gets too. */
    public static Set<String> ofVolumes() {
        return Set.of(VOLUME, CLAIM_NAME, CLAIM_NAMESPACE, CLAIM_UID, ADOPTED);
    }

    /** The tags of an adopted image; never empty. */
    public static Map<String, String> ofAdopted(ObjectName volume, @Nullable ClaimRef claim) {
        return claim == null ? Map.of(VOLUME, volume.value(), ADOPTED, "true") : of(volume, claim);
    }

    /** Removes what a clone has from its source besides its own tags. */
    public static void removeOthers(
            PoolSession session, ImageRef image, Map<String, String> tags, Map<String, String> existing) {
        Stream.concat(ofVolumes().stream(), ofSnapshots().stream())
                .filter(key -> existing.containsKey(key) && !tags.containsKey(key))
                .forEach(key -> RbdException.emptyIfNotFound(
                        () -> session.run(new MetadataCommand.Unset(image, new MetadataKey(key)))));
    }

    /** Writes the tags that the image does not have yet. */
    public static void write(
            PoolSession session, ImageRef image, Map<String, String> tags, Map<String, String> existing) {
        Map<MetadataKey, MetadataValue> missing = tags.entrySet().stream()
                .filter(tag -> !tag.getValue().equals(existing.get(tag.getKey())))
                .collect(Collectors.toUnmodifiableMap(
                        tag -> new MetadataKey(tag.getKey()), tag -> new MetadataValue(tag.getValue())));
        if (!missing.isEmpty()) {
            session.run(new MetadataCommand.Set(image, missing));
        }
    }
}
