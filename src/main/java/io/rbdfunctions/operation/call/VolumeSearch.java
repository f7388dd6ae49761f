package io.rbdfunctions.operation.call;

import io.rbdfunctions.journal.JournaledVolume;
import io.rbdfunctions.journal.VolumeJournal;
import io.rbdfunctions.operation.call.SearchResult.Found;
import io.rbdfunctions.operation.call.SearchResult.Missing;
import io.rbdfunctions.operation.call.SearchResult.Trashed;
import io.rbdfunctions.operation.call.SearchResult.Unclear;
import io.rbdfunctions.operation.image.ImageNames;
import io.rbdfunctions.operation.image.ImageTarget.VolumeRef;
import io.rbdfunctions.operation.image.PoolSession;
import io.rbdfunctions.operation.image.PoolTags;
import io.rbdfunctions.operation.image.StoredTags;
import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.operation.outcome.RefusedException;
import io.rbdfunctions.rbd.command.TrashCommand.TrashedImage;
import io.rbdfunctions.volume.ceph.ImageId;
import io.rbdfunctions.volume.ceph.ImageName;
import io.rbdfunctions.volume.ceph.ImageRef;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Finds the image of a volume without its PersistentVolume: by ceph-csi's journal, by the name that follows from the name of the
 * volume, and by the tags of all images of the pool. The name alone proves nothing: an image can be adopted, renamed or restored under
 * another one.
 */
@Singleton
record VolumeSearch(VolumeJournal journal, PoolTags tags, TrashSearch trash) {
    /** At some thousand images a second, the search takes seconds. */
    private static final int MAX_IMAGES = 50_000;

    /**
     * Finds the image.
     *
     * @throws RefusedException if several images belong to the volume, or the pool has too many images to search
     */
    SearchResult find(PoolSession session, VolumeRef volume) {
        return journaled(session, volume).or(() -> byName(session, volume)).orElseGet(() -> byTags(session, volume));
    }

    private Optional<SearchResult> journaled(PoolSession session, VolumeRef volume) {
        return Optional.ofNullable(session.journal())
                .flatMap(location -> journal.find(session.rbd(), location, volume.name()))
                .map(JournaledVolume::image)
                .map(image -> new Found(image, true));
    }

    /** An image of this name without tags was made by a release that wrote none, or was created or removed in part. */
    private Optional<SearchResult> byName(PoolSession session, VolumeRef volume) {
        ImageName image = derived(volume);
        return tags.id(session, image)
                .filter(id -> !tagsOf(session, id.value()).contradict(volume))
                .map(_ -> new Found(image, false));
    }

    private StoredTags tagsOf(PoolSession session, String id) {
        return tags.read(session, id).orElse(StoredTags.NONE);
    }

    /** The name of the image that a call with this volume creates, unless its class has dynamic volumes. */
    static ImageName derived(VolumeRef volume) {
        return ImageNames.of(volume.name(), null);
    }

    private SearchResult byTags(PoolSession session, VolumeRef volume) {
        Map<String, String> ids = tags.ids(session);
        if (ids.size() > MAX_IMAGES) {
            throw new RefusedException(
                    Reason.NOT_FOUND,
                    "%s: pool %s has %d images, too many to search: name the image"
                            .formatted(volume, session.pool(), ids.size()));
        }
        Map<String, StoredTags> byId = tags.readAll(session, ids.values());
        Map<String, StoredTags> stored = ids.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, image -> byId.getOrDefault(image.getValue(), StoredTags.NONE)));
        List<String> found = names(stored, image -> image.belongTo(volume));
        if (!found.isEmpty()) {
            return new Found(only(session, volume, found), false);
        }
        List<TrashedImage> trashed = trash.find(session, volume);
        if (!trashed.isEmpty()) {
            return new Trashed(trashed);
        }
        long open = names(stored, image -> image.leaveOpen(volume)).stream()
                .filter(image -> isThere(session, image))
                .count();
        return open > 0
                ? new Unclear(Math.toIntExact(open))
                : new Missing(ids.containsKey(derived(volume).value()));
    }

    private static List<String> names(Map<String, StoredTags> images, Predicate<StoredTags> isWanted) {
        return images.entrySet().stream()
                .filter(image -> isWanted.test(image.getValue()))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /** Others create and remove images during the search. */
    private boolean isThere(PoolSession session, String image) {
        return !tags.ids(session, List.of(image)).isEmpty();
    }

    private static ImageName only(PoolSession session, VolumeRef volume, List<String> found) {
        if (found.size() > 1) {
            throw new RefusedException(
                    Reason.CONFLICT,
                    "%s has several images in pool %s by their tags: %s; name one with image"
                            .formatted(volume, session.pool(), String.join(", ", found)));
        }
        return new ImageName(found.getFirst());
    }

    /** The id of an image that was found. */
    Optional<ImageId> id(PoolSession session, ImageRef image) {
        return tags.id(session, image.name());
    }
}
