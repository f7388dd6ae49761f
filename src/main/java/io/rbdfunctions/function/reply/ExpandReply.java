package io.rbdfunctions.function.reply;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.rbdfunctions.operation.expand.Expanded;
import java.util.List;
import java.util.stream.Stream;

/**
 * The result of an expansion.
 *
 * @param warnings what the caller probably did not mean
 */
public record ExpandReply(
        String image,
        String pool,
        SizeReply before,
        SizeReply asked,
        SizeReply now,
        boolean resized,
        boolean dryRun,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> warnings)
        implements Reply.OfImage {
    /**
     * Builds the reply.
     *
     * @param warnings about the request
     */
    public static ExpandReply of(Expanded expanded, List<String> warnings) {
        return new ExpandReply(
                expanded.image().name().value(),
                expanded.image().poolSpec().toString(),
                SizeReply.of(expanded.before()),
                SizeReply.of(expanded.requested().bytes()),
                SizeReply.of(expanded.now()),
                expanded.resized(),
                expanded.dryRun(),
                Stream.concat(warnings.stream(), expanded.warnings().stream()).toList());
    }
}
