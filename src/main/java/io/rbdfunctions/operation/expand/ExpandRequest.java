package io.rbdfunctions.operation.expand;

import io.rbdfunctions.operation.image.ImageTarget;
import io.rbdfunctions.volume.Capacity;

/** An image that is wanted to have at least {@code size}. */
public record ExpandRequest(ImageTarget target, Capacity size, boolean dryRun) {}
