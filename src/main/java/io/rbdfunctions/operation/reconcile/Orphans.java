package io.rbdfunctions.operation.reconcile;

import java.util.List;

/**
 * What belongs to nobody. Nothing of it is removed by a sweep but what has expired in the trash.
 *
 * @param images {@code pool/image} of images with our names that no volume is over
 * @param volumes volumes of ours whose image is missing
 * @param trashed {@code pool/image} of images in the trash, each with its id and when it expires
 * @param purged the same for those that had expired and were deleted now
 * @param unreachable pools that could not be looked into, and why
 */
public record Orphans(
        List<String> images,
        List<String> volumes,
        List<String> trashed,
        List<String> purged,
        List<String> unreachable) {}
