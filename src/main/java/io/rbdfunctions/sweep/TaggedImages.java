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
 * Finds orphans among the images with names that are not ours, by what is written on them: adopted ones, whose volume is
 * gone. Each must be opened for that, so a sweep looks at some of them only, and the next one at others.
 */
@Singleton
public final class TaggedImages {
    private static final int MOST_LOOKS = 20;

    private final PoolContents poolContents;
    private final OrphanConfirmation orphanConfirmation;

    public TaggedImages(PoolContents poolContents, OrphanConfirmation orphanConfirmation) {
        this.poolContents = poolContents;
        this.orphanConfirmation = orphanConfirmation;
    }

    /** As {@code pool/image}. */
    List<String> orphans(String pool, ClassSource where, Collection<String> names, VolumeIndex seen) {
        List<String> strange = new ArrayList<>(names.stream()
                .filter(name -> !name.startsWith(ImageName.PROVISIONED) && !seen.isOver(pool, name))
                .toList());
        Collections.shuffle(strange);
        return strange.stream()
                .limit(MOST_LOOKS)
                .filter(name -> isTagged(where, name))
                .map(name -> pool + "/" + name)
                .toList();
    }

    private boolean isTagged(ClassSource where, String name) {
        try {
            Map<String, String> tags =
                    poolContents.tags(where, new ImageName(name)).orThrow();
            String volume = tags.get(ImageTags.VOLUME);
            return tags.containsKey(ImageTags.CLAIM_UID) && (volume == null || orphanConfirmation.isOfVolume(volume));
        } catch (InvalidValueException _) {
            // We never gave nor adopted a name like this.
            return false;
        }
    }
}
