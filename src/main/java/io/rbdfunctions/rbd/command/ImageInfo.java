package io.rbdfunctions.rbd.command;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What rbd knows of an image.
 *
 * @param size in bytes; 2^63-1 stands for more than that
 * @param objectSize in bytes
 * @param features by rbd's names; may hold some that cannot be asked for, such as {@code striping}
 * @param parent {@code pool/image@snapshot} of what it was cloned from; null when it was not
 * @param snapshots how many it has, with those that are in the trash themselves
 */
public record ImageInfo(
        String id,
        long size,
        long objects,
        long objectSize,
        List<String> features,
        @Nullable String dataPool,
        @Nullable String createdAt,
        @Nullable String parent,
        long snapshots) {
    public ImageInfo {
        features = List.copyOf(features);
    }
}
