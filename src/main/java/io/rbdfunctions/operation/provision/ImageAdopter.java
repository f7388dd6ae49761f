package io.rbdfunctions.operation.provision;

import io.rbdfunctions.operation.csi.DynamicVolumes;
import io.rbdfunctions.operation.csi.DynamicVolumes.LocatedImage;
import io.rbdfunctions.operation.image.ImageTags;
import io.rbdfunctions.operation.image.ImageTarget;
import io.rbdfunctions.operation.image.ImageUsers;
import io.rbdfunctions.operation.image.PoolSession;
import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.operation.outcome.RefusedException;
import io.rbdfunctions.operation.provision.Provisioned.Action;
import io.rbdfunctions.operation.storageclass.ProvisionerConfig;
import io.rbdfunctions.rbd.ImageStore;
import io.rbdfunctions.rbd.command.Info.ImageInfo;
import io.rbdfunctions.rbd.command.MetadataCommand;
import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.ceph.ImageLayout;
import io.rbdfunctions.volume.ceph.ImageRef;
import io.rbdfunctions.volume.parameters.ClassParameters;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Builds a PersistentVolume for an existing image, without creating, formatting or resizing anything. */
@Singleton
public record ImageAdopter(DynamicVolumes dynamicVolumes, ImageStore store, ProvisionerConfig config) {
    private static final long MEBIBYTE = 1L << 20;

    /** Adopts the image that the plan names. The caller holds its lock. */
    public Provisioned adopt(VolumePlan plan, PoolSession session) {
        var target = new ImageTarget(plan.identity().image(), plan.request().classSource());
        LocatedImage located = dynamicVolumes.locateToChange(session, target);
        ImageRef image = located.image();
        ImageInfo info = store.find(session.rbd(), image).orElseThrow(() -> missing(image));
        Capacity size = sizeOf(plan, image, info);
        ObjectName volume = plan.identity().volume();
        // Before all other commands: reading and writing tags opens the image and makes this process a watcher.
        List<String> watchers = ImageUsers.watchers(session, image);
        Map<String, String> existing = session.run(new MetadataCommand.ListAll(image));
        boolean dryRun = plan.request().dryRun();
        if (!dryRun) {
            var tags = ImageTags.ofAdopted(volume, plan.request().claim());
            ImageTags.write(session, image, tags, existing);
        }
        return new Provisioned(
                dryRun ? Action.WOULD_ADOPT : Action.ADOPTED,
                image,
                size,
                withFeaturesOf(info, plan)
                        .manifest(image, size, session.user(), config.provisioner(), located.volume()),
                warnings(volume, existing, watchers));
    }

    private static RefusedException missing(ImageRef image) {
        return new RefusedException(
                Reason.NOT_FOUND,
                "image %s cannot be adopted: it does not exist; restore it, or leave existingImage out"
                        .formatted(image));
    }

    /** The whole size of the image, which must be at least the requested size. */
    private static Capacity sizeOf(VolumePlan plan, ImageRef image, ImageInfo info) {
        Capacity requested = plan.request().size();
        if (info.size() < MEBIBYTE) {
            throw new RefusedException(
                    Reason.CONFLICT,
                    "image %s has %s, and a volume needs at least 1Mi: expand it first"
                            .formatted(image, info.size() == 0 ? "no size" : info.size() + " bytes"));
        }
        if (info.size() < requested.bytes()) {
            throw new RefusedException(
                    Reason.CONFLICT,
                    "image %s has %s, which is less than the requested %s: expand it first, or request less"
                            .formatted(image, Capacity.quantityOf(info.size()), requested));
        }
        return Capacity.within(info.size());
    }

    /** The volume lists the features that the image has, not those that the class sets on new images. */
    private static VolumePlan withFeaturesOf(ImageInfo info, VolumePlan plan) {
        ClassParameters given = plan.parameters();
        ClassParameters parameters = new ClassParameters(
                given.cluster(),
                ImageLayout.of(info.requestableFeatures()),
                given.source(),
                given.userId(),
                given.fileSystem(),
                given.trashRetention(),
                given.sizes());
        return plan.with(parameters);
    }

    /** Only an API server knows all volumes of an image; the tags and the watchers are hints. */
    private static List<String> warnings(ObjectName volume, Map<String, String> tags, List<String> watchers) {
        List<String> warnings = new ArrayList<>();
        String previous = tags.get(ImageTags.VOLUME);
        if (previous != null && !previous.equals(volume.value())) {
            warnings.add("the image belonged to volume %s: make sure that it no longer exists".formatted(previous));
        }
        if (!watchers.isEmpty()) {
            warnings.add("the image is in use by " + String.join(", ", watchers));
        }
        return warnings;
    }
}
