package io.rbdfunctions.operation;

import io.rbdfunctions.volume.TrashRetention;
import org.jspecify.annotations.Nullable;

/**
 * An image that is no longer wanted.
 *
 * @param retention how long it can still be restored from the trash; null to delete it for good
 */
public record DeleteRequest(ImageTarget target, @Nullable TrashRetention retention, boolean dryRun) {
    public DeleteRequest(ImageTarget target, boolean dryRun) {
        this(target, null, dryRun);
    }
}
