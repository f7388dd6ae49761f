package io.rbdfunctions.operation;

import io.rbdfunctions.rbd.RbdImages;
import io.rbdfunctions.rbd.command.MetadataKey;
import io.rbdfunctions.rbd.command.MetadataValue;
import io.rbdfunctions.rbd.command.RbdCommandBuilder;
import io.rbdfunctions.volume.ImageRef;
import jakarta.inject.Singleton;
import java.util.Map;

/** Writes on images whose they are. */
@Singleton
final class Tagger {
    private final RbdImages images;

    Tagger(RbdImages images) {
        this.images = images;
    }

    /** Only what is not there yet. */
    void tag(RbdCommandBuilder rbd, ImageRef image, Map<MetadataKey, MetadataValue> tags, Map<String, String> present) {
        images.setMetadata(tags.entrySet().stream()
                .filter(tag ->
                        !tag.getValue().value().equals(present.get(tag.getKey().value())))
                .map(tag -> rbd.setMetadata(image, tag.getKey(), tag.getValue()))
                .toList());
    }
}
