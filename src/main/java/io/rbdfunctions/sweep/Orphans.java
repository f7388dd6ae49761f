package io.rbdfunctions.sweep;

import java.util.List;

/**
 * What belongs to nobody. A sweep removes nothing of it. Lists are cut at a thousand, and end with how many more there
 * are.
 *
 * @param images {@code pool/image} of images with our names or tags that no volume is over
 * @param volumes volumes of ours whose image is missing
 * @param trashed {@code pool/image} of images in the trash that are not about to be purged, each with its id and when it expires, or
 *     since when it is there without an expiry
 * @param unreachable pools that could not be looked into, or not into all of them, and why
 */
public record Orphans(List<String> images, List<String> volumes, List<String> trashed, List<String> unreachable) {}
