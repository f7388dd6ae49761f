package io.rbdfunctions.operation.image;

import io.rbdfunctions.rbd.value.MetadataKey;
import io.rbdfunctions.rbd.value.MetadataValue;
import io.rbdfunctions.volume.ClaimRef;
import io.rbdfunctions.volume.ObjectName;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is written on an image, so that people can tell whose it is: ceph-csi's keys, and the claim's uid. */
public final class ImageTags {
    /** The volume that the image is for. */
    public static final String VOLUME = "csi.storage.k8s.io/pv/name";

    /** The claim that it is for. */
    public static final String CLAIM_UID = "rbdfunctions.io/claim-uid";

    /** On an image that was there before its volume, where no claim is named. ceph-csi writes {@link #VOLUME}, too. */
    public static final String ADOPTED = "rbdfunctions.io/adopted";

    private ImageTags() {}

    /** None for a volume that no claim is named for. */
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

    /** For an adopted image: also where no claim is named. */
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
}
