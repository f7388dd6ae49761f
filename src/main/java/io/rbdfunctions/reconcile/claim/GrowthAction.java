package io.rbdfunctions.reconcile.claim;

import io.rbdfunctions.volume.Capacity;

/** The work that a claim needs that requests more than its capacity, decided from the claim and its volume. */
sealed interface GrowthAction {
    record Nothing(String reason) implements GrowthAction {}

    /** Expand the image to this size. */
    record Expand(Capacity size) implements GrowthAction {}
}
