package io.rbdfunctions.function.payload;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.rbdfunctions.operation.inspect.ListRequest;
import io.rbdfunctions.operation.storageclass.ClassSource;
import io.rbdfunctions.volume.validation.Violations;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Requests a page of the images of a pool.
 *
 * @param limit the maximum number of images, 1 to 1000; null for 100
 * @param next the value of {@code continue} of the previous page; null for the first page
 */
public record ListPayload(
        @Nullable String storageClassName,
        @Nullable Map<String, String> parameters,
        @Nullable Integer limit,
        @JsonProperty("continue") @Nullable String next)
        implements ClassPayload<ListRequest> {
    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 1000;
    private static final int MAX_NAME = 1024;

    @Override
    public @Nullable ListRequest request(Violations violations) {
        ClassSource where = classForExistingImage(violations);
        if (limit != null && (limit < 1 || limit > MAX_LIMIT)) {
            violations.add("limit", "must be from 1 to " + MAX_LIMIT);
        }
        if (next != null && next.length() > MAX_NAME) {
            violations.add("continue", "must be the value from the previous page");
        }
        return where == null ? null : new ListRequest(where, next, limit == null ? DEFAULT_LIMIT : limit);
    }
}
