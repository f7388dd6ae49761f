package io.rbdfunctions.operation.image;

import io.rbdfunctions.rbd.RbdEngine;
import io.rbdfunctions.rbd.command.RbdCommandBuilder;
import io.rbdfunctions.rbd.value.MetadataKey;
import io.rbdfunctions.rbd.value.MetadataValue;
import io.rbdfunctions.volume.ceph.ImageRef;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes on images whose they are. */
@Singleton
public final class ImageTagger {
    private final RbdEngine images;

    public ImageTagger(RbdEngine images) {
        this.images = images;
    }

    /** Only what is not there yet. */
    public void tag(
            RbdCommandBuilder rbd, ImageRef image, Map<MetadataKey, MetadataValue> tags, Map<String, String> present) {
        Map<MetadataKey, MetadataValue> missing = tags.entrySet().stream()
                .filter(tag ->
                        !tag.getValue().value().equals(present.get(tag.getKey().value())))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
        if (!missing.isEmpty()) {
            images.run(rbd.setMetadata(image, missing));
        }
    }
}
