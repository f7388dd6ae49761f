package io.rbdfunctions.function.payload;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.rbdfunctions.operation.inspect.ListRequest;
import io.rbdfunctions.operation.storageclass.ClassSource;
import io.rbdfunctions.volume.validation.Violations;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A page of a pool's images.
 *
 * @param limit how many images at most, 1 to 1000; null for 100
 * @param next where to go on: what the page before gave as {@code continue}
 */
public record ListPayload(
        @Nullable String storageClassName,
        @Nullable Map<String, String> parameters,
        @Nullable Integer limit,
        @JsonProperty("continue") @Nullable String next)
        implements Payload<ListRequest> {
    private static final int USUAL_LIMIT = 100;
    private static final int MOST = 1000;
    private static final int LONGEST_NAME = 1024;

    @Override
    public @Nullable ListRequest request(Violations violations) {
        ClassSource where =
                ClassFields.read(storageClassName, parameters, violations).forExistingImage(violations);
        if (limit != null && (limit < 1 || limit > MOST)) {
            violations.add("limit", "must be from 1 to " + MOST);
        }
        if (next != null && next.length() > LONGEST_NAME) {
            violations.add("continue", "must be what the page before gave");
        }
        return where == null ? null : new ListRequest(where, next, limit == null ? USUAL_LIMIT : limit);
    }

    @Override
    public Optional<String> subject() {
        return Optional.empty();
    }
}
