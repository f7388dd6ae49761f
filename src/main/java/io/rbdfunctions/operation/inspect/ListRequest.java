package io.rbdfunctions.operation.inspect;

import io.rbdfunctions.operation.request.VolumeRequest;
import io.rbdfunctions.operation.storageclass.ClassSource;
import org.jspecify.annotations.Nullable;

/**
 * A request for a page of the images of a pool, sorted by name.
 *
 * @param after the name after which the page begins; null for the first page
 * @param limit the maximum number of images, 1 to 1000
 * @param isTrash whether to list the trash of the pool instead
 */
public record ListRequest(ClassSource classSource, @Nullable String after, int limit, boolean isTrash)
        implements VolumeRequest<ImagePage> {
    /** Of the images in the pool. */
    public ListRequest(ClassSource classSource, @Nullable String after, int limit) {
        this(classSource, after, limit, false);
    }

    @Override
    public String verb() {
        return "list";
    }
}
