package io.rbdfunctions.reconcile.claim;

import io.rbdfunctions.volume.ObjectName;

/** The work that a claim needs. */
public sealed interface ClaimAction {
    record Nothing(String reason) implements ClaimAction {}

    /** The claim waits for a volume from this provisioner. */
    record Provision() implements ClaimAction {}

    /** The claim is bound and requests more than its capacity. Its volume decides what to do. */
    record CheckVolume(ObjectName volume) implements ClaimAction {}
}
