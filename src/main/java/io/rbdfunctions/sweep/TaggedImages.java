package io.rbdfunctions.sweep;

import io.rbdfunctions.operation.image.ImageTags;
import io.rbdfunctions.operation.image.PoolContents;
import io.rbdfunctions.operation.storageclass.ClassSource;
import io.rbdfunctions.volume.ceph.ImageName;
import io.rbdfunctions.volume.validation.InvalidValueException;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * Finds orphans among images that were adopted, by their tags, since such an image keeps its name. Reading tags opens the
 * image, so each search reads a random sample of 20 images.
 */
@Singleton
public record TaggedImages(PoolContents poolContents, OrphanConfirmation orphanConfirmation) {
    private static final int SAMPLE_SIZE = 20;

    /** As {@code pool/image}. */
    List<String> orphans(String pool, ClassSource source, Collection<String> names, VolumeIndex volumes) {
        List<String> candidates = new ArrayList<>(names.stream()
                .filter(name -> ImageName.uidIn(name).isEmpty() && !volumes.uses(pool, name))
                .toList());
        Collections.shuffle(candidates);
        return candidates.stream()
                .limit(SAMPLE_SIZE)
                .filter(name -> isTaggedOrphan(source, name))
                .map(name -> pool + "/" + name)
                .toList();
    }

    private boolean isTaggedOrphan(ClassSource source, String name) {
        try {
            Map<String, String> tags = poolContents.tags(source, new ImageName(name));
            String volume = tags.get(ImageTags.VOLUME);
            return tags.containsKey(ImageTags.CLAIM_UID)
                    && (volume == null || orphanConfirmation.isVolumeMissing(volume));
        } catch (InvalidValueException _) {
            // Images with such a name are neither created nor adopted.
            return false;
        }
    }
}
