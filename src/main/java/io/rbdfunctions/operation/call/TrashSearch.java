package io.rbdfunctions.operation.call;

import io.rbdfunctions.journal.JournaledVolume;
import io.rbdfunctions.journal.VolumeJournal;
import io.rbdfunctions.operation.image.ImageTarget.VolumeRef;
import io.rbdfunctions.operation.image.PoolSession;
import io.rbdfunctions.operation.image.PoolTags;
import io.rbdfunctions.operation.image.StoredTags;
import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.operation.outcome.RefusedException;
import io.rbdfunctions.rbd.command.TrashCommand;
import io.rbdfunctions.rbd.command.TrashCommand.TrashedImage;
import io.rbdfunctions.volume.ceph.ImageId;
import io.rbdfunctions.volume.ceph.ImageName;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds deleted images in the trash by their former name, their id, or their volume. */
@Singleton
record TrashSearch(VolumeJournal journal, PoolTags tags) {
    private static final Comparator<TrashedImage> LAST_FIRST =
            Comparator.comparing(TrashedImage::deletedAt).reversed();

    /** The images of a volume, the last deleted one first. */
    List<TrashedImage> find(PoolSession session, VolumeRef volume) {
        List<TrashedImage> all = list(session, _ -> true);
        if (all.isEmpty()) {
            return all;
        }
        Map<String, StoredTags> stored =
                tags.readAll(session, all.stream().map(TrashedImage::id).toList());
        Set<String> names = names(session, volume);
        return all.stream()
                .filter(image -> isOf(volume, names, image, stored.getOrDefault(image.id(), StoredTags.NONE)))
                .toList();
    }

    private static boolean isOf(VolumeRef volume, Set<String> names, TrashedImage image, StoredTags tags) {
        return tags.belongTo(volume) || (tags.volume() == null && names.contains(image.name()));
    }

    /** The names under which images without tags are those of the volume. */
    private Set<String> names(PoolSession session, VolumeRef volume) {
        return Stream.concat(
                        Stream.of(VolumeSearch.derived(volume)),
                        Optional.ofNullable(session.journal())
                                .flatMap(location -> journal.find(session.rbd(), location, volume.name()))
                                .map(JournaledVolume::image)
                                .stream())
                .map(ImageName::value)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The images of a name, the last deleted one first. */
    List<TrashedImage> find(PoolSession session, ImageName name) {
        return list(session, image -> image.name().equals(name.value()));
    }

    Optional<TrashedImage> find(PoolSession session, ImageId id) {
        return list(session, image -> image.id().equals(id.value())).stream().findFirst();
    }

    private static List<TrashedImage> list(PoolSession session, Predicate<TrashedImage> isWanted) {
        return session.run(new TrashCommand.ListAll(session.pool())).stream()
                .filter(isWanted)
                .sorted(LAST_FIRST)
                .toList();
    }

    /**
     * The only one of the images; empty if there is none.
     *
     * @param wanted what the request names
     * @throws RefusedException if there are several
     */
    static Optional<TrashedImage> only(Object wanted, List<TrashedImage> found) {
        if (found.size() > 1) {
            throw new RefusedException(
                    Reason.CONFLICT,
                    "the trash contains several images of %s: set trashId to one of %s"
                            .formatted(
                                    wanted,
                                    found.stream()
                                            .map(image -> "%s (deleted %s)".formatted(image.id(), image.deletedAt()))
                                            .collect(Collectors.joining(", "))));
        }
        return found.stream().findFirst();
    }

    /** Says that the trash has an image, and how to get it back. */
    static String describe(TrashedImage image) {
        return "the trash has image %s with the id %s, deleted %s and kept until %s: restore it with this trashId"
                .formatted(image.name(), image.id(), image.deletedAt(), image.expiresAt());
    }
}
