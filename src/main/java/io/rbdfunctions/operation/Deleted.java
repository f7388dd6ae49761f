package io.rbdfunctions.operation;

import io.rbdfunctions.volume.ImageRef;

/** What became of a {@link DeleteRequest}. */
public record Deleted(Action action, ImageRef image) {

    /** What was done to the image. */
    public enum Action {
        DELETED,
        /** It is in the trash, and can be restored until it expires. */
        TRASHED,
        ALREADY_GONE,
        WOULD_DELETE
    }
}
