package io.rbdfunctions.function.reply;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.rbdfunctions.operation.inspect.ImagePage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of the images of a pool.
 *
 * @param next the value of {@code continue} for the next page; null on the last page
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ListReply(
        String pool,
        List<Entry> images,
        @JsonProperty("continue") @Nullable String next) implements Reply {

    /**
     * One image.
     *
     * @param size null for an image that is partly created or removed
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Entry(String image, @Nullable SizeReply size) {}

    public static ListReply of(ImagePage page) {
        return new ListReply(
                page.pool().toString(),
                page.images().stream()
                        .map(entry ->
                                new Entry(entry.image(), entry.size() == null ? null : SizeReply.of(entry.size())))
                        .toList(),
                page.next());
    }

    @Override
    public String subject() {
        return pool;
    }
}
