package io.rbdfunctions.volume.parameters;

import io.rbdfunctions.volume.ObjectKey;
import java.util.Map;

/**
 * What a class sets for volumes with a volume handle of ceph-csi.
 *
 * @param namePrefix of the images
 * @param secrets the Secrets that the class names for calls of the driver
 * @param attributes the parameters of ceph-csi that a volume passes on to the driver, as the class has them
 */
public record CsiSettings(
        ImageNamePrefix namePrefix, Map<CsiSecret, ObjectKey> secrets, Map<String, String> attributes) {
    public CsiSettings {
        secrets = Map.copyOf(secrets);
        attributes = Map.copyOf(attributes);
    }
}
