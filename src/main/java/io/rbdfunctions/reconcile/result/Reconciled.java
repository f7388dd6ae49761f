package io.rbdfunctions.reconcile.result;

import io.rbdfunctions.operation.outcome.Refusal;

/** The result of reconciling a claim, a volume or an attachment. A failure that is not specific to the object is thrown instead. */
public sealed interface Reconciled {

    /** The object needed no work. */
    record Nothing(String reason) implements Reconciled {}

    /**
     * The object reached its desired state.
     *
     * @param claim {@code namespace/name} of the claim; the volume's name if the volume has no claim
     * @param claimUid the claim's uid; empty if there is none
     * @param volume the volume's name
     * @param image {@code pool/image}
     * @param bytes the volume's size
     * @param attributesClass the VolumeAttributesClass that the volume was given; empty if it was not modified
     */
    record Done(
            Action action,
            String claim,
            String claimUid,
            String volume,
            String image,
            long bytes,
            String attributesClass)
            implements Reconciled {}

    /** The attacher's part of an attachment or a volume was done. No event is written, and no reply is sent. */
    record AttacherDone(AttacherAction action) implements Reconciled {}

    /**
     * The object could not be reconciled. A Kubernetes event on the object says why.
     *
     * @param claim {@code namespace/name} of the claim; the volume's name if the volume has no claim
     * @param isRetryable whether a retry may succeed although nobody changes the object
     */
    record Failed(String claim, Refusal refusal, boolean isRetryable) implements Reconciled {}

    /** What was done to the object. */
    enum Action {
        PROVISIONED,
        EXPANDED,
        MODIFIED,
        DELETED,
        FINALIZER_REMOVED
    }

    /** What the attacher did to the object. */
    enum AttacherAction {
        ATTACHED,
        FINALIZER_REMOVED
    }
}
