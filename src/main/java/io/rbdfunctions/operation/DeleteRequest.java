package io.rbdfunctions.operation;

import io.rbdfunctions.volume.Capacity;
import org.jspecify.annotations.Nullable;

/**
 * An image that is no longer wanted.
 *
 * @param size what the volume over it holds, where that is known: of a small one nothing is asked beforehand; else null
 */
public record DeleteRequest(
        ImageTarget target, Keeping keeping, @Nullable Capacity size, boolean dryRun) {
    public DeleteRequest(ImageTarget target, boolean dryRun) {
        this(target, new Keeping.ByClass(), null, dryRun);
    }
}
