package io.rbdfunctions.kubernetes.manifest;

import io.fabric8.kubernetes.api.model.CSIPersistentVolumeSource;
import io.fabric8.kubernetes.api.model.CSIPersistentVolumeSourceBuilder;
import io.fabric8.kubernetes.api.model.SecretReference;
import io.rbdfunctions.volume.ObjectKey;
import io.rbdfunctions.volume.ceph.ImageName;
import io.rbdfunctions.volume.ceph.PoolName;
import io.rbdfunctions.volume.ceph.RadosNamespace;
import io.rbdfunctions.volume.csi.VolumeUuid;
import io.rbdfunctions.volume.parameters.CsiSecret;
import io.rbdfunctions.volume.parameters.ImageNamePrefix;
import io.rbdfunctions.volume.parameters.VolumeSource;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds {@code spec.csi} of a static or a dynamic volume of ceph-csi. */
final class CsiSource {
    private static final String CLUSTER_ID = "clusterID";
    private static final String POOL = "pool";
    private static final String NAME_PREFIX = "volumeNamePrefix";

    private CsiSource() {}

    static CSIPersistentVolumeSource of(VolumeSpec volume, VolumeSource.Csi csi) {
        CSIPersistentVolumeSourceBuilder source = new CSIPersistentVolumeSourceBuilder()
                .withDriver(csi.driver().value())
                .withFsType(VolumeManifest.fileSystem(volume))
                .withNodeStageSecretRef(reference(csi.nodeStageSecret()))
                .withNodePublishSecretRef(publishSecret(volume, csi));
        return volume.dynamic() == null
                ? asStatic(source, volume, csi)
                : asDynamic(source, volume, volume.dynamic(), csi);
    }

    /** The handle is the image name. ceph-csi requires the other four attributes, and ignores the namespace. */
    private static CSIPersistentVolumeSource asStatic(
            CSIPersistentVolumeSourceBuilder source, VolumeSpec volume, VolumeSource.Csi csi) {
        return source.withVolumeHandle(volume.image().name().value())
                .addToVolumeAttributes(namespace(volume))
                .addToVolumeAttributes(CLUSTER_ID, csi.clusterId().value())
                .addToVolumeAttributes(POOL, volume.image().pool().value())
                .addToVolumeAttributes(
                        "imageFeatures", volume.parameters().layout().features().joined())
                .addToVolumeAttributes("staticVolume", "true")
                .build();
    }

    /** As ceph-csi and the CSI external-provisioner write it. */
    private static CSIPersistentVolumeSource asDynamic(
            CSIPersistentVolumeSourceBuilder source, VolumeSpec volume, DynamicVolume dynamic, VolumeSource.Csi csi) {
        return source.withVolumeHandle(dynamic.handle())
                .withVolumeAttributes(attributes(volume, dynamic, csi))
                .withControllerExpandSecretRef(secret(csi, CsiSecret.CONTROLLER_EXPAND))
                .withControllerPublishSecretRef(secret(csi, CsiSecret.CONTROLLER_PUBLISH))
                .withNodeExpandSecretRef(secret(csi, CsiSecret.NODE_EXPAND))
                .build();
    }

    private static Map<String, String> attributes(VolumeSpec volume, DynamicVolume dynamic, VolumeSource.Csi csi) {
        PoolName pool = volume.image().pool();
        Map<String, String> attributes = new HashMap<>(csi.settings().attributes());
        attributes.put(CLUSTER_ID, csi.clusterId().value());
        attributes.put(POOL, pool.value());
        attributes.put("journalPool", dynamic.journalPool().value());
        attributes.put("imageName", volume.image().name().value());
        putNamePrefix(attributes, volume.image().name());
        attributes.putAll(namespace(volume));
        // The CSI external-provisioner adds the time of its start, which would differ between attempts.
        attributes.put("storage.kubernetes.io/csiProvisionerIdentity", "rbd-functions-" + csi.driver());
        return attributes;
    }

    /** The node plugin takes the namespace from its configuration; the attribute is for those who read the volume. */
    private static Map<String, String> namespace(VolumeSpec volume) {
        RadosNamespace namespace = volume.parameters().cluster().namespace();
        return namespace.isDefault() ? Map.of() : Map.of("radosNamespace", namespace.value());
    }

    /** From the prefix, ceph-csi finds the name of the image if its journal is lost. It need not be that of the class. */
    private static void putNamePrefix(Map<String, String> attributes, ImageName image) {
        VolumeUuid.atEndOf(image).ifPresent(uuid -> {
            String prefix = image.value()
                    .substring(0, image.value().length() - uuid.value().length());
            if (prefix.equals(ImageNamePrefix.DEFAULT.value())) {
                attributes.remove(NAME_PREFIX);
            } else {
                attributes.put(NAME_PREFIX, prefix);
            }
        });
    }

    /** When a pod starts, the plugin reads the limits of a VolumeAttributesClass from the image. */
    private static @Nullable SecretReference publishSecret(VolumeSpec volume, VolumeSource.Csi csi) {
        SecretReference named = secret(csi, CsiSecret.NODE_PUBLISH);
        return named == null && volume.attributesClassName() != null ? reference(csi.nodeStageSecret()) : named;
    }

    private static @Nullable SecretReference secret(VolumeSource.Csi csi, CsiSecret which) {
        ObjectKey key = csi.settings().secrets().get(which);
        return key == null ? null : reference(key);
    }

    private static SecretReference reference(ObjectKey key) {
        return VolumeManifest.secretReference(key.name(), key.namespace());
    }
}
