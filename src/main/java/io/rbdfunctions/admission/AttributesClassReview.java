package io.rbdfunctions.admission;

import io.fabric8.kubernetes.api.model.storage.VolumeAttributesClass;
import io.rbdfunctions.operation.storageclass.ProvisionerConfig;
import io.rbdfunctions.volume.attributes.VolumeAttributes;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Objects;

/** Reviews new VolumeAttributesClasses of this driver. Their driver and parameters never change. */
@Singleton
final class AttributesClassReview {
    private final String driver;

    AttributesClassReview(ProvisionerConfig config) {
        this.driver = config.provisioner();
    }

    void onCreate(VolumeAttributesClass attributesClass, ReviewFindings findings) {
        if (driver.equals(attributesClass.getDriverName())) {
            VolumeAttributes.read(
                    Objects.requireNonNullElse(attributesClass.getParameters(), Map.of()), findings.violations());
        }
    }
}
