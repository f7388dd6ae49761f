package io.rbdfunctions.operation.image;

import io.rbdfunctions.rbd.RbdEngine;
import io.rbdfunctions.rbd.command.RbdCommandBuilder;
import io.rbdfunctions.rbd.value.MetadataKey;
import io.rbdfunctions.rbd.value.MetadataValue;
import io.rbdfunctions.volume.ClaimRef;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.ceph.ImageRef;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The image-meta entries that record the volume and the claim of an image: the keys of ceph-csi, and the claim's uid. */
public final class ImageTags {
    /** The name of the image's PersistentVolume. */
    public static final String VOLUME = "csi.storage.k8s.io/pv/name";

    /** The uid of the image's claim. */
    public static final String CLAIM_UID = "rbdfunctions.io/claim-uid";

    /** Marks an adopted image without a claim; {@link #VOLUME} alone does not, because ceph-csi writes it too. */
    public static final String ADOPTED = "rbdfunctions.io/adopted";

    private ImageTags() {}

    /** The tags of a created image; empty without a claim. */
    public static Map<MetadataKey, MetadataValue> of(ObjectName volume, @Nullable ClaimRef claim) {
        if (claim == null) {
            return Map.of();
        }
        Map<MetadataKey, MetadataValue> tags = new LinkedHashMap<>();
        put(tags, VOLUME, volume.value());
        put(tags, "csi.storage.k8s.io/pvc/name", claim.key().name().value());
        put(tags, "csi.storage.k8s.io/pvc/namespace", claim.key().namespace().value());
        put(tags, CLAIM_UID, claim.uid().value());
        return tags;
    }

    /** The tags of an adopted image; never empty. */
    public static Map<MetadataKey, MetadataValue> ofAdopted(ObjectName volume, @Nullable ClaimRef claim) {
        if (claim != null) {
            return of(volume, claim);
        }
        Map<MetadataKey, MetadataValue> tags = new LinkedHashMap<>();
        put(tags, VOLUME, volume.value());
        put(tags, ADOPTED, "true");
        return tags;
    }

    private static void put(Map<MetadataKey, MetadataValue> tags, String key, String value) {
        tags.put(new MetadataKey(key), new MetadataValue(value));
    }

    /** Writes the tags that the image does not have yet. */
    public static void write(
            RbdEngine engine,
            RbdCommandBuilder rbd,
            ImageRef image,
            Map<MetadataKey, MetadataValue> tags,
            Map<String, String> existing) {
        Map<MetadataKey, MetadataValue> missing = tags.entrySet().stream()
                .filter(tag ->
                        !tag.getValue().value().equals(existing.get(tag.getKey().value())))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
        if (!missing.isEmpty()) {
            engine.run(rbd.setMetadata(image, missing));
        }
    }
}
