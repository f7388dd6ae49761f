package io.rbdfunctions.function;

import io.rbdfunctions.operation.Expanded;

/** What became of an image that was wanted larger. */
record ExpandReply(
        String image, String pool, SizeReply before, SizeReply asked, SizeReply now, boolean resized, boolean dryRun)
        implements Reply {
    static ExpandReply of(Expanded expanded) {
        return new ExpandReply(
                expanded.image().name().value(),
                expanded.image().pool().value(),
                SizeReply.of(expanded.before()),
                SizeReply.of(expanded.asked().bytes()),
                SizeReply.of(expanded.now()),
                expanded.resized(),
                expanded.dryRun());
    }

    @Override
    public String subject() {
        return image;
    }
}
