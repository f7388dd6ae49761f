package io.rbdfunctions.operation.provision;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.rbdfunctions.journal.JournaledVolume;
import io.rbdfunctions.journal.VolumeEntry;
import io.rbdfunctions.kubernetes.manifest.VolumeAffinity;
import io.rbdfunctions.kubernetes.manifest.VolumeManifest;
import io.rbdfunctions.kubernetes.manifest.VolumeSpec;
import io.rbdfunctions.operation.csi.DynamicVolumes;
import io.rbdfunctions.operation.image.ImageNames;
import io.rbdfunctions.operation.image.ImageTags;
import io.rbdfunctions.operation.storageclass.ResolvedClass;
import io.rbdfunctions.volume.AccessMode;
import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.ClaimRef;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.Uid;
import io.rbdfunctions.volume.ceph.CephUser;
import io.rbdfunctions.volume.ceph.ImageName;
import io.rbdfunctions.volume.ceph.ImageRef;
import io.rbdfunctions.volume.csi.VolumeUuid;
import io.rbdfunctions.volume.parameters.ClassParameters;
import io.rbdfunctions.volume.parameters.VolumeSource;
import io.rbdfunctions.volume.placement.Topology;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A {@link ProvisionRequest} and its class, validated as a whole before anything is created.
 *
 * @param topology where the volume can be reached from; null for everywhere
 */
public record VolumePlan(
        ProvisionRequest request,
        ResolvedClass storageClass,
        ClassParameters parameters,
        List<AccessMode> accessModes,
        Identity identity,
        @Nullable Topology topology) {
    /**
     * The names of a volume and its image. They are the same on every attempt, except for anonymous requests.
     *
     * @param uuid of a new dynamic volume; null for any other
     */
    public record Identity(
            ObjectName volume, ImageName image, @Nullable VolumeUuid uuid) {
        static Identity of(ProvisionRequest request) {
            ClaimRef claim = request.claim();
            ImageName existing = request.existingImage();
            ObjectName volume = request.persistentVolumeName();
            if (volume == null) {
                volume = new ObjectName("pvc-" + uid(claim, existing));
            }
            return new Identity(
                    volume,
                    existing == null ? ImageNames.of(volume, claim == null ? null : claim.uid()) : existing,
                    null);
        }

        /** New volumes of a class with {@code clusterID} are dynamic. Existing images keep their names. */
        Identity in(ClassParameters parameters, ProvisionRequest request) {
            if (request.existingImage() != null || !(parameters.source() instanceof VolumeSource.Csi csi)) {
                return this;
            }
            ClaimRef claim = request.claim();
            VolumeUuid derived = VolumeUuid.of(claim == null ? ImageNames.uidOf(volume) : claim.uid());
            return new Identity(volume, csi.settings().namePrefix().imageOf(derived), derived);
        }

        private static Uid uid(@Nullable ClaimRef claim, @Nullable ImageName existing) {
            if (claim != null) {
                return claim.uid();
            }
            return existing == null ? Uid.random() : ImageNames.uidOf(existing);
        }
    }

    /** The requested size, rounded up. */
    Capacity size() {
        return storageClass.roundUp().apply(request.size());
    }

    /** What the journal is to have about a new dynamic volume; empty for any other volume. */
    Optional<VolumeEntry> journalEntry() {
        ClaimRef claim = request.claim();
        return Optional.ofNullable(identity.uuid())
                .map(uuid -> new VolumeEntry(
                        identity.volume(),
                        uuid,
                        identity.image(),
                        claim == null ? null : claim.key().namespace()));
    }

    /** The tags of the new image. */
    Map<String, String> tags(@Nullable String clusterName) {
        return identity.uuid() == null
                ? ImageTags.of(identity.volume(), request.claim())
                : ImageTags.ofDynamic(identity.volume(), request.claim(), clusterName);
    }

    /** The same plan for an existing image. */
    public VolumePlan forImage(ImageName image) {
        ProvisionRequest changed = request.forImage(image);
        return new VolumePlan(changed, storageClass, parameters, accessModes, Identity.of(changed), null);
    }

    /**
     * The PersistentVolume of the image (rules P18 to P22).
     *
     * @param journaled null if the journal does not have the volume
     */
    PersistentVolume manifest(
            ImageRef image, Capacity size, CephUser admin, String provisioner, @Nullable JournaledVolume journaled) {
        PersistentVolume manifest = VolumeManifest.of(new VolumeSpec(
                identity.volume(),
                image,
                size,
                provisioner,
                admin,
                parameters,
                accessModes,
                request.terms().volumeMode(),
                request.reclaimPolicy() == null ? storageClass.reclaimPolicy() : request.reclaimPolicy(),
                request.mountOptions() == null ? storageClass.mountOptions() : request.mountOptions(),
                request.storageClassName(),
                request.terms().attributesClass(),
                request.claim(),
                Optional.ofNullable(journaled)
                        .flatMap(volume -> DynamicVolumes.manifestOf(volume, storageClass, parameters))
                        .orElse(null)));
        return topology == null ? manifest : VolumeAffinity.with(manifest, topology);
    }

    VolumePlan with(ClassParameters other) {
        return new VolumePlan(request, storageClass, other, accessModes, identity, topology);
    }

    /** The same plan for a volume that only some nodes reach. */
    VolumePlan in(@Nullable Topology other) {
        return new VolumePlan(request, storageClass, parameters, accessModes, identity, other);
    }
}
