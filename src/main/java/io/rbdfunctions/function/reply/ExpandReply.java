package io.rbdfunctions.function.reply;

import io.rbdfunctions.operation.expand.Expanded;

/** The result of an expansion. */
public record ExpandReply(
        String image, String pool, SizeReply before, SizeReply asked, SizeReply now, boolean resized, boolean dryRun)
        implements Reply.OfImage {
    public static ExpandReply of(Expanded expanded) {
        return new ExpandReply(
                expanded.image().name().value(),
                expanded.image().poolSpec().toString(),
                SizeReply.of(expanded.before()),
                SizeReply.of(expanded.requested().bytes()),
                SizeReply.of(expanded.now()),
                expanded.resized(),
                expanded.dryRun());
    }
}
