package io.rbdfunctions.function.reply;

import io.rbdfunctions.volume.Capacity;

/** A size in bytes, and as an equal Kubernetes quantity. */
record SizeReply(long bytes, String quantity) {
    static SizeReply of(long bytes) {
        return new SizeReply(bytes, Capacity.quantityOf(bytes));
    }
}
