package io.rbdfunctions.reconcile.claim;

import io.rbdfunctions.volume.Capacity;

/** What a claim that wants more needs, now that its volume is known. */
sealed interface GrowthAction {
    record Nothing(String why) implements GrowthAction {}

    /** The volume is ours and is to hold {@code size}. */
    record Expand(Capacity size) implements GrowthAction {}
}
