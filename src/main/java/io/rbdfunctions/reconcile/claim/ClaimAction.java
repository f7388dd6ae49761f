package io.rbdfunctions.reconcile.claim;

import io.rbdfunctions.volume.ObjectName;

/** What a claim, as it is now, needs. */
public sealed interface ClaimAction {
    record Nothing(String why) implements ClaimAction {}

    /** It waits for a volume of ours. */
    record Provision() implements ClaimAction {}

    /** It is bound and wants more than it has; whether that is for us to give, its volume says. */
    record LookAtVolume(ObjectName volume) implements ClaimAction {}
}
