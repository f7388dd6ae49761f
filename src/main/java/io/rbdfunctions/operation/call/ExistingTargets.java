package io.rbdfunctions.operation.call;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.rbdfunctions.kubernetes.manifest.Names;
import io.rbdfunctions.operation.call.SearchResult.Found;
import io.rbdfunctions.operation.call.SearchResult.Missing;
import io.rbdfunctions.operation.call.SearchResult.Trashed;
import io.rbdfunctions.operation.call.SearchResult.Unclear;
import io.rbdfunctions.operation.csi.VolumeImage;
import io.rbdfunctions.operation.image.ImageTarget;
import io.rbdfunctions.operation.image.ImageTarget.VolumeRef;
import io.rbdfunctions.operation.image.PoolSession;
import io.rbdfunctions.operation.image.PoolSessions;
import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.operation.outcome.RefusedException;
import io.rbdfunctions.operation.storageclass.ClassSource;
import io.rbdfunctions.volume.validation.InvalidValueException;
import jakarta.inject.Singleton;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** Finds the existing image of a volume: by its PersistentVolume, or in the pool of the class. */
@Singleton
record ExistingTargets(ClusterVolumes clusterVolumes, VolumePlace place, VolumeSearch search, PoolSessions sessions) {
    /** @throws RefusedException if the volume has no image, or it is not certain which */
    ImageTarget toRead(ImageTarget target, String verb) {
        return find(target, verb, VolumeImage::of);
    }

    /** @throws RefusedException as {@link #toRead}, and if only ceph-csi can change the image */
    ImageTarget toChange(ImageTarget target, String verb) {
        return find(target, verb, VolumeImage::toChange);
    }

    private ImageTarget find(ImageTarget target, String verb, Function<PersistentVolume, VolumeImage> read) {
        VolumeRef volume = Objects.requireNonNull(target.volume());
        return clusterVolumes
                .find(volume)
                .map(found -> targetOf(found, target, read))
                .orElseGet(() -> searched(target, volume, verb));
    }

    /** The target that a PersistentVolume leads to, with the class of the request if that leads there, too. */
    ImageTarget targetOf(PersistentVolume volume, ImageTarget wanted, Function<PersistentVolume, VolumeImage> read) {
        try {
            VolumeImage image = read.apply(volume);
            ClassSource source = place.classOf(volume, wanted.classSource());
            return image.dynamic() == null ? nowOf(wanted, image, source) : image.in(source);
        } catch (InvalidValueException invalid) {
            throw new RefusedException(Reason.CONFLICT, "%s: %s".formatted(Names.of(volume), invalid.getMessage()));
        }
    }

    /** A conversion renames the image before the PersistentVolume is replaced. */
    private ImageTarget nowOf(ImageTarget wanted, VolumeImage image, ClassSource source) {
        PoolSession session = sessions.find(source);
        boolean isThere = search.id(session, session.image(image.name())).isPresent();
        return !isThere && search.find(session, Objects.requireNonNull(wanted.volume())) instanceof Found found
                ? foundIn(new ImageTarget(found.image(), source, wanted.volume()), found)
                : image.in(source);
    }

    /** The PersistentVolume that a request names; empty if there is none. */
    Optional<PersistentVolume> persistentVolume(VolumeRef volume) {
        return clusterVolumes.find(volume);
    }

    private ImageTarget searched(ImageTarget target, VolumeRef volume, String verb) {
        PoolSession session = sessions.find(target.classSource());
        return switch (search.find(session, volume)) {
            case Found found -> foundIn(target, found);
            case Trashed(var images) ->
                throw new RefusedException(
                        Reason.NOT_FOUND, "%s %s: %s".formatted(verb, volume, TrashSearch.describe(images.getFirst())));
            case Unclear(int untagged) -> throw unclear(session, volume, verb, untagged);
            case Missing _ ->
                throw new RefusedException(
                        Reason.NOT_FOUND,
                        "%s %s: no image in pool %s belongs to it; list shows the volumes of the images there"
                                .formatted(verb, volume, session.pool()));
        };
    }

    /** The operation asks the journal again, which may have changed. */
    static ImageTarget foundIn(ImageTarget target, Found found) {
        return new ImageTarget(found.image(), target.classSource(), found.isJournaled() ? target.volume() : null);
    }

    static RefusedException unclear(PoolSession session, VolumeRef volume, String verb, int untagged) {
        return new RefusedException(
                Reason.NOT_FOUND,
                ("%s %s: no image in pool %s is tagged with it, but %d without a volume's tag may be its image: name the"
                                + " image, or call where the PersistentVolume can be read")
                        .formatted(verb, volume, session.pool(), untagged));
    }
}
