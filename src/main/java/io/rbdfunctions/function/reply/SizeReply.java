package io.rbdfunctions.function.reply;

import io.rbdfunctions.volume.Capacity;

/** A size, for programs and for people: in bytes, and as a Kubernetes quantity of exactly that. */
record SizeReply(long bytes, String quantity) {
    static SizeReply of(long bytes) {
        return new SizeReply(bytes, Capacity.quantityOf(bytes));
    }
}
