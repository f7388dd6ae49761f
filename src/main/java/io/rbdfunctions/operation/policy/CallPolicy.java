package io.rbdfunctions.operation.policy;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.rbdfunctions.kubernetes.ListPager;
import io.rbdfunctions.kubernetes.PersistentVolumes;
import io.rbdfunctions.kubernetes.manifest.Names;
import io.rbdfunctions.kubernetes.manifest.VolumeView;
import io.rbdfunctions.operation.clone.call.CloneRequest;
import io.rbdfunctions.operation.clone.call.CloneSource;
import io.rbdfunctions.operation.csi.DynamicVolumes;
import io.rbdfunctions.operation.csi.DynamicVolumes.LocatedImage;
import io.rbdfunctions.operation.delete.DeleteRequest;
import io.rbdfunctions.operation.expand.ExpandRequest;
import io.rbdfunctions.operation.image.ImageTags;
import io.rbdfunctions.operation.image.ImageTarget;
import io.rbdfunctions.operation.image.PoolContents;
import io.rbdfunctions.operation.outcome.FailureClassifier;
import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.operation.outcome.RefusedException;
import io.rbdfunctions.operation.policy.CallPolicyConfig.Images;
import io.rbdfunctions.operation.policy.CallPolicyConfig.Parameters;
import io.rbdfunctions.operation.repair.RepairRequest;
import io.rbdfunctions.operation.request.VolumeRequest;
import io.rbdfunctions.operation.rollback.RollbackRequest;
import io.rbdfunctions.operation.snapshot.call.DeleteSnapshotRequest;
import io.rbdfunctions.operation.snapshot.call.SnapshotTarget;
import io.rbdfunctions.operation.snapshot.inspect.InspectSnapshotRequest;
import io.rbdfunctions.operation.storageclass.ClassSource;
import io.rbdfunctions.operation.trash.PurgeRequest;
import io.rbdfunctions.rbd.command.TrashCommand.TrashedImage;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.ceph.ImageName;
import io.rbdfunctions.volume.ceph.ImageRef;
import io.rbdfunctions.volume.ceph.PoolName;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Checks requests against the settings under {@code rbd-functions.policy}. Refusals name the setting. Images that do not
 * exist pass, because the operation reports them.
 */
@Singleton
record CallPolicy(
        CallPolicyConfig config,
        PoolContents poolContents,
        DynamicVolumes dynamicVolumes,
        SnapshotPolicy snapshots,
        PersistentVolumes volumes) {
    /** @throws RefusedException if the settings forbid the request */
    void check(VolumeRequest<?> request) {
        checkClass(request);
        switch (request) {
            case ExpandRequest expand -> requireOwned(located(expand.target()));
            case DeleteRequest delete -> {
                DeleteRequest located = delete.of(located(delete.target()));
                requireOwned(located.target());
                requireNoOtherVolume(located);
            }
            case RollbackRequest rollback -> requireOwned(located(rollback.target()));
            case PurgeRequest purge -> requireOwned(purge);
            case DeleteSnapshotRequest delete -> {
                snapshots.requirePoolAllowed(delete.target());
                snapshots.requireNoContent(delete.target());
            }
            case InspectSnapshotRequest info -> snapshots.requirePoolAllowed(info.target());
            case CloneRequest clone -> requireAllowed(clone.source());
            case RepairRequest repair -> requireVolumeAllowed(repair);
            default -> {
                // Other requests change no existing image or volume.
            }
        }
    }

    /** @throws RefusedException if the settings forbid the class of the request, or its pool */
    void checkClass(VolumeRequest<?> request) {
        if (request.classSource() != null) {
            requireAllowed(request.classSource());
        }
    }

    void requireAllowed(ClassSource source) {
        switch (source) {
            case ClassSource.Given _ -> requireParametersAllowed();
            case ClassSource.Named(ObjectName name) -> requireClassAllowed(name.value());
            case ClassSource.Merged(ObjectName name, Map<String, String> _) -> {
                requireParametersAllowed();
                requireClassAllowed(name.value());
            }
        }
        config.pools().ifPresent(allowed -> requirePoolsAllowed(allowed, poolContents.pools(source)));
    }

    private void requireAllowed(CloneSource source) {
        requireAllowed(source.classSource());
        if (source instanceof CloneSource.OfSnapshot(SnapshotTarget target)) {
            snapshots.requirePoolAllowed(target);
        }
    }

    /** A volume of the API server leads to its own class and pool. */
    private void requireVolumeAllowed(RepairRequest repair) {
        boolean isRestricted = config.classes().isPresent() || config.pools().isPresent();
        if (repair.classSource() != null || !isRestricted) {
            return;
        }
        PersistentVolume volume = repair.source().read(volumes);
        requireClassAllowed(Names.classOf(volume));
        config.pools()
                .ifPresent(allowed ->
                        requirePoolsAllowed(allowed, List.of(new PoolName(new VolumeView(volume).poolName()))));
    }

    /** With a list of classes, parameters would circumvent it. */
    private void requireParametersAllowed() {
        if (config.parameters() == Parameters.FORBIDDEN || config.classes().isPresent()) {
            throw new RefusedException(
                    Reason.INVALID, "rbd-functions.policy does not allow parameters: set storageClassName");
        }
    }

    private void requireClassAllowed(String name) {
        if (config.classes().filter(allowed -> !allowed.contains(name)).isPresent()) {
            throw new RefusedException(
                    Reason.INVALID, "rbd-functions.policy.classes does not allow storageclass \"%s\"".formatted(name));
        }
    }

    static void requirePoolsAllowed(Set<String> allowed, List<PoolName> pools) {
        for (PoolName pool : pools) {
            if (!allowed.contains(pool.value())) {
                throw new RefusedException(
                        Reason.INVALID, "rbd-functions.policy.pools does not allow pool \"%s\"".formatted(pool));
            }
        }
    }

    /** The image that the operation will work on: of a dynamic volume, only the journal knows it. */
    private ImageTarget located(ImageTarget target) {
        if (target.volume() == null) {
            return target;
        }
        ClassSource source = target.classSource();
        LocatedImage located = FailureClassifier.of(
                        () -> dynamicVolumes.locate(poolContents.sessions().find(source), target))
                .orThrow();
        return new ImageTarget(located.image().name(), source);
    }

    /** Requires that this provisioner, or one that it replaces, created or adopted the image. */
    void requireOwned(ImageTarget target) {
        ImageName image = target.image();
        if (config.images() == Images.OURS && !image.isProvisioned() && !isAdopted(target)) {
            throw notOwned("image %s".formatted(image), "adopt it first (provision with existingImage)");
        }
    }

    private boolean isAdopted(ImageTarget target) {
        Map<String, String> tags = poolContents.tags(target.classSource(), target.image());
        return tags.containsKey(ImageTags.CLAIM_UID)
                || tags.containsKey(ImageTags.ADOPTED)
                || (tags.isEmpty() && !exists(target));
    }

    private boolean exists(ImageTarget target) {
        return poolContents.images(target.classSource()).contains(target.image().value());
    }

    /** Checks only the name, because the tags of an image in the trash cannot be read. */
    void requireOwned(PurgeRequest request) {
        if (config.images() == Images.ANY) {
            return;
        }
        poolContents.trash(request.classSource()).stream()
                .filter(trashed -> trashed.id().equals(request.id().value()))
                .map(TrashedImage::name)
                .filter(name -> !ImageName.isPurgeable(name))
                .findFirst()
                .ifPresent(name -> {
                    throw notOwned("image %s (%s)".formatted(name, request.id()), "restore it");
                });
    }

    private static RefusedException notOwned(String image, String remedy) {
        return new RefusedException(
                Reason.CONFLICT,
                "%s was not created by this provisioner: %s, or set rbd-functions.policy.images=any"
                        .formatted(image, remedy));
    }

    /**
     * Requires that no PersistentVolume uses the image, except the one that the request names. Volumes are compared by pool,
     * namespace and image name only: the same monitors can be written in many ways, and refusing too often is safer than deleting data.
     */
    void requireNoOtherVolume(DeleteRequest request) {
        if (!config.checkVolumes()) {
            return;
        }
        ImageRef image =
                poolContents.image(request.classSource(), request.target().image());
        ObjectName named = request.volume();
        ListPager.forEach(volumes::page, () -> false, (PersistentVolume volume) -> {
            String name = volume.getMetadata().getName();
            if (new VolumeView(volume).uses(image)
                    && (named == null || !named.value().equals(name))) {
                throw new RefusedException(
                        Reason.IN_USE,
                        "image %s belongs to PersistentVolume %s: delete that first, or set pvName to it"
                                .formatted(image, name));
            }
        });
    }
}
