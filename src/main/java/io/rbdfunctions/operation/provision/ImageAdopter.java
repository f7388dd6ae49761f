package io.rbdfunctions.operation.provision;

import io.rbdfunctions.operation.image.ImageTagger;
import io.rbdfunctions.operation.image.ImageTags;
import io.rbdfunctions.operation.image.ImageUsers;
import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.operation.outcome.RefusedException;
import io.rbdfunctions.operation.provision.Provisioned.Action;
import io.rbdfunctions.rbd.ImageStore;
import io.rbdfunctions.rbd.RbdEngine;
import io.rbdfunctions.rbd.command.Info.ImageInfo;
import io.rbdfunctions.rbd.command.RbdCommandBuilder;
import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.ceph.CephUser;
import io.rbdfunctions.volume.ceph.ImageFeature;
import io.rbdfunctions.volume.ceph.ImageFeatures;
import io.rbdfunctions.volume.ceph.ImageLayout;
import io.rbdfunctions.volume.ceph.ImageRef;
import io.rbdfunctions.volume.parameters.ClassParameters;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Puts a volume over an image that is there: nothing is created, formatted or resized. */
@Singleton
public final class ImageAdopter {
    private static final long MEBIBYTE = 1L << 20;

    private final ImageStore store;
    private final RbdEngine images;
    private final ImageUsers imageUsers;
    private final ImageTagger imageTagger;
    private final PersistentVolumeFactory persistentVolumeFactory;

    public ImageAdopter(
            ImageStore store,
            RbdEngine images,
            ImageUsers imageUsers,
            ImageTagger imageTagger,
            PersistentVolumeFactory persistentVolumeFactory) {
        this.store = store;
        this.images = images;
        this.imageUsers = imageUsers;
        this.imageTagger = imageTagger;
        this.persistentVolumeFactory = persistentVolumeFactory;
    }

    public Provisioned adopt(VolumePlan plan, RbdCommandBuilder rbd, VolumeIdentity identity, ImageRef image) {
        ImageInfo info = store.find(rbd, image).orElseThrow(() -> missing(image));
        Capacity size = sizeOf(plan, image, info);
        ObjectName name = identity.volume();
        // First, and alone: reading and writing tags opens the image, so that we would be among them.
        List<String> watchers = imageUsers.watchers(rbd, image);
        Map<String, String> tags = images.run(rbd.listMetadata(image));
        boolean isDryRun = plan.request().dryRun();
        if (!isDryRun) {
            imageTagger.tag(rbd, image, ImageTags.ofAdopted(name, plan.request().claim()), tags);
        }
        CephUser admin = rbd.session().access().user();
        return new Provisioned(
                isDryRun ? Action.WOULD_ADOPT : Action.ADOPTED,
                image,
                persistentVolumeFactory.of(withFeaturesOf(info, plan), name, image, size, admin),
                warnings(name, tags, watchers));
    }

    private static RefusedException missing(ImageRef image) {
        return new RefusedException(
                Reason.NOT_FOUND,
                "image %s cannot be adopted: there is no such image; restore it, or leave existingImage out"
                        .formatted(image));
    }

    /** All that it holds: it is the request that must fit the image. */
    private static Capacity sizeOf(VolumePlan plan, ImageRef image, ImageInfo info) {
        Capacity asked = plan.request().size();
        if (info.size() < Math.max(MEBIBYTE, asked.bytes())) {
            throw new RefusedException(
                    Reason.CONFLICT,
                    "image %s holds %s, which is less than the %s asked: expand it first, or ask for less"
                            .formatted(image, Capacity.quantityOf(info.size()), asked));
        }
        return Capacity.within(info.size());
    }

    /** The nodes are told of what the image has, whatever the class would have made. */
    private static VolumePlan withFeaturesOf(ImageInfo info, VolumePlan plan) {
        ImageFeatures features = new ImageFeatures(Arrays.stream(ImageFeature.values())
                .filter(feature -> info.features().contains(feature.toString()))
                .toList());
        ClassParameters given = plan.parameters();
        ClassParameters parameters = new ClassParameters(
                given.cluster(),
                ImageLayout.of(features),
                given.source(),
                given.userId(),
                given.fileSystem(),
                given.trashRetention(),
                given.sizes());
        return new VolumePlan(plan.request(), plan.storageClass(), parameters, plan.accessModes());
    }

    /** Whether another volume is over the image, only an API server knows for certain; this is what the image tells. */
    private static List<String> warnings(ObjectName volume, Map<String, String> tags, List<String> watchers) {
        List<String> warnings = new ArrayList<>();
        String tagged = tags.get(ImageTags.VOLUME);
        if (tagged != null && !tagged.equals(volume.value())) {
            warnings.add("the image was for volume %s: make sure that it is gone".formatted(tagged));
        }
        if (!watchers.isEmpty()) {
            warnings.add("the image is being used by " + String.join(", ", watchers));
        }
        return warnings;
    }
}
