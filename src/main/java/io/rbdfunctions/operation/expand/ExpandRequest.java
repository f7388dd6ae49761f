package io.rbdfunctions.operation.expand;

import io.rbdfunctions.operation.image.ImageRequest;
import io.rbdfunctions.operation.image.ImageTarget;
import io.rbdfunctions.volume.Capacity;

/** A request to grow an image to at least {@code size}. */
public record ExpandRequest(ImageTarget target, Capacity size, boolean dryRun) implements ImageRequest<Expanded> {
    /** The same request for another target. */
    public ExpandRequest of(ImageTarget other) {
        return new ExpandRequest(other, size, dryRun);
    }

    @Override
    public String verb() {
        return "expand";
    }
}
