package io.rbdfunctions.operation.csi;

import io.rbdfunctions.journal.JournalLocation;
import io.rbdfunctions.journal.JournaledVolume;
import io.rbdfunctions.journal.VolumeEntry;
import io.rbdfunctions.journal.VolumeJournal;
import io.rbdfunctions.kubernetes.manifest.DynamicVolume;
import io.rbdfunctions.operation.image.ImageTarget;
import io.rbdfunctions.operation.image.ImageTarget.VolumeRef;
import io.rbdfunctions.operation.image.PoolSession;
import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.operation.outcome.RefusedException;
import io.rbdfunctions.operation.outcome.TryAgainException;
import io.rbdfunctions.operation.outcome.TryAgainException.Obstacle;
import io.rbdfunctions.operation.storageclass.ResolvedClass;
import io.rbdfunctions.rbd.RadosObjects;
import io.rbdfunctions.rbd.command.Info.ImageInfo;
import io.rbdfunctions.rbd.object.ObjectOperation.ReadImageId;
import io.rbdfunctions.volume.ceph.ImageId;
import io.rbdfunctions.volume.ceph.ImageName;
import io.rbdfunctions.volume.ceph.ImageRef;
import io.rbdfunctions.volume.ceph.PoolSpec;
import io.rbdfunctions.volume.csi.VolumeUuid;
import io.rbdfunctions.volume.parameters.ClassParameters;
import io.rbdfunctions.volume.parameters.VolumeSource;
import jakarta.inject.Singleton;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the images of dynamic volumes through the journal, and enters new volumes into it. */
@Singleton
public record DynamicVolumes(VolumeJournal journal, RadosObjects objects) {
    private static final String REPLACEMENT = "-rollback";

    private static final String UNSUPPORTED = "which is not supported: leave the volume to ceph-csi";

    /** The obstacle of an encrypted volume. */
    public static final String ENCRYPTED = "is encrypted by ceph-csi, " + UNSUPPORTED;

    /**
     * An image, and the volume that the journal describes by it.
     *
     * @param volume null if the journal does not have the image
     */
    public record LocatedImage(ImageRef image, @Nullable JournaledVolume volume) {
        static LocatedImage of(JournaledVolume volume) {
            return new LocatedImage(imageOf(volume), volume);
        }
    }

    /** The image of a volume. */
    public static ImageRef imageOf(JournaledVolume volume) {
        return imageOf(volume.location(), volume.image());
    }

    /** An image in the place of a journal. */
    public static ImageRef imageOf(JournalLocation location, ImageName image) {
        return new ImageRef(new PoolSpec(location.imagePool(), location.namespace()), image);
    }

    /** The image that ceph-csi keeps between that of a cloned volume and its source; empty if the name would be too long. */
    public static Optional<ImageRef> temporaryOf(ImageRef image) {
        return with(image, "-temp");
    }

    /** The image that a rollback makes, before it takes the place of the image; empty if the name would be too long. */
    public static Optional<ImageRef> replacementOf(ImageRef image) {
        return with(image, REPLACEMENT);
    }

    /** The name of the image when a rollback has taken it away, also in the trash; empty if the name would be too long. */
    public static Optional<ImageRef> formerOf(ImageRef image) {
        return with(image, "-before");
    }

    /** The name of the image for which a rollback has made an image of this name; empty if that cannot be. */
    public static Optional<String> imageOfReplacement(String name) {
        return name.endsWith(REPLACEMENT) && ImageName.isAuxiliary(name)
                ? Optional.of(name.substring(0, name.length() - REPLACEMENT.length()))
                : Optional.empty();
    }

    private static Optional<ImageRef> with(ImageRef image, String suffix) {
        String name = image.name() + suffix;
        return name.length() > ImageName.LONGEST
                ? Optional.empty()
                : Optional.of(new ImageRef(image.poolSpec(), new ImageName(name)));
    }

    /** What the PersistentVolume of a volume has; empty for a class without CSI volumes. */
    public static Optional<DynamicVolume> manifestOf(
            JournaledVolume volume, ResolvedClass storageClass, ClassParameters parameters) {
        return parameters.source() instanceof VolumeSource.Csi csi
                ? Optional.of(new DynamicVolume(
                        volume.handle(csi.clusterId()).toString(),
                        volume.location().journalPool(),
                        storageClass.isConfigured()
                                ? null
                                : parameters.cluster().monitors()))
                : Optional.empty();
    }

    /** Finds the image of a request. Takes a round trip if it may be that of a dynamic volume. */
    public LocatedImage locate(PoolSession session, ImageTarget target) {
        return Optional.ofNullable(session.journal())
                .flatMap(location -> read(session, location, target))
                .map(LocatedImage::of)
                .orElseGet(() -> new LocatedImage(session.image(target.image()), null));
    }

    private Optional<JournaledVolume> read(PoolSession session, JournalLocation location, ImageTarget target) {
        VolumeRef volume = target.volume();
        if (volume != null) {
            return volume.handle() == null
                    ? journal.find(session.rbd(), location, volume.name())
                    : journal.read(session.rbd(), location, volume.handle());
        }
        return VolumeUuid.atEndOf(target.image())
                .flatMap(uuid -> journal.read(session.rbd(), location, uuid))
                .filter(found -> found.image().equals(target.image()));
    }

    /**
     * As {@link #locate}, for a request that changes the image.
     *
     * @throws RefusedException if only ceph-csi can change the image
     */
    public LocatedImage locateToChange(PoolSession session, ImageTarget target) {
        LocatedImage located = locate(session, target);
        Optional.ofNullable(located.volume()).flatMap(DynamicVolumes::obstacle).ifPresent(why -> {
            throw new RefusedException(Reason.CONFLICT, "rbd image %s %s".formatted(located.image(), why));
        });
        return located;
    }

    /** Why only ceph-csi can change the image of a volume, to follow the name of the image; empty if others can. */
    public static Optional<String> obstacle(JournaledVolume volume) {
        if (volume.isEncrypted()) {
            return Optional.of(ENCRYPTED);
        }
        return volume.isGrouped()
                ? Optional.of("belongs to a volume group of ceph-csi, " + UNSUPPORTED)
                : Optional.empty();
    }

    /** What a reservation would answer, without changing anything. */
    public JournaledVolume foresee(PoolSession session, VolumeEntry entry) {
        return journal.foresee(session.rbd(), Objects.requireNonNull(session.journal()), entry);
    }

    /** Enters a new volume into the journal before its image is created. An earlier attempt may have reserved another image. */
    public JournaledVolume reserve(PoolSession session, VolumeEntry entry) {
        return journal.reserve(session.rbd(), Objects.requireNonNull(session.journal()), entry);
    }

    /**
     * Records the id of the image after its creation.
     *
     * @param existing what is known of the image; null if it was created just now
     * @throws TryAgainException if another client has deleted the volume meanwhile
     */
    public void recordImageId(PoolSession session, JournaledVolume volume, @Nullable ImageInfo existing) {
        ImageId id = existing == null ? readId(session, volume) : new ImageId(existing.id());
        if (!id.equals(volume.imageId()) && !journal.recordImageId(session.rbd(), volume, id)) {
            throw deletedMeanwhile(volume);
        }
    }

    private ImageId readId(PoolSession session, JournaledVolume volume) {
        JournalLocation location = volume.location();
        return objects.run(session.rbd(), new ReadImageId(location.imagePool(), location.namespace(), volume.image()))
                .orElseThrow(() -> deletedMeanwhile(volume));
    }

    private static TryAgainException deletedMeanwhile(JournaledVolume volume) {
        return new TryAgainException(
                Obstacle.BUSY,
                "the volume %s with the image %s was deleted in the meantime"
                        .formatted(volume.requestName(), imageOf(volume)));
    }
}
