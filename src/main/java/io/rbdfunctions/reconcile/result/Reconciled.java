package io.rbdfunctions.reconcile.result;

import io.rbdfunctions.operation.outcome.Refusal;

/**
 * How the work on a claim or a volume ended. What stands in the way of all work leaves as a {@code TryAgainException}.
 */
public sealed interface Reconciled {

    /** There was nothing to do. */
    record Nothing(String why) implements Reconciled {}

    /**
     * It is where it should be.
     *
     * @param claim {@code namespace/name} of the claim that it was done for; the volume's name where there is none
     * @param claimUid the claim's uid; empty where there is none
     * @param volume the volume's name
     * @param image {@code pool/image}
     * @param bytes the volume's size
     */
    record Done(Deed deed, String claim, String claimUid, String volume, String image, long bytes)
            implements Reconciled {}

    /**
     * It has trouble of its own, which it has been told in a Kubernetes Event.
     *
     * @param claim {@code namespace/name} of the claim; the volume's name where there is none
     * @param mayComeRight whether it may end otherwise without anybody changing the claim
     */
    record Troubled(String claim, Refusal refusal, boolean mayComeRight) implements Reconciled {}

    /** What was done. */
    enum Deed {
        PROVISIONED,
        EXPANDED,
        DELETED,
        LET_GO
    }
}
