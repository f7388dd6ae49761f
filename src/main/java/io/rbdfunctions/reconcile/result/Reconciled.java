package io.rbdfunctions.reconcile.result;

import io.rbdfunctions.operation.outcome.Refusal;

/**
 * The result of reconciling a claim, a volume, an attachment or the content of a snapshot. A failure that is not specific to the
 * object is thrown instead.
 */
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
     * The content of a snapshot reached its desired state.
     *
     * @param snapshot {@code namespace/name} of the VolumeSnapshot
     * @param content the name of the VolumeSnapshotContent
     * @param image {@code pool/image}; empty if it is unknown
     * @param bytes the smallest size of a volume that is restored from it; 0 if the snapshot was not taken or found
     */
    record SnapshotDone(SnapshotAction action, String snapshot, String content, String image, long bytes)
            implements Reconciled {}

    /**
     * The object could not be reconciled. A Kubernetes event on the object says why.
     *
     * @param claim {@code namespace/name} of the claim; the name of a volume that has no claim, or of a content
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

    /** What was done about a snapshot. */
    enum SnapshotAction {
        CREATED,
        FOUND,
        DELETED,
        FINALIZER_REMOVED;

        /** The type of the event about it, without prefix and version. */
        public String typeName() {
            return switch (this) {
                case CREATED -> "snapshotted";
                case FOUND -> "snapshot-found";
                case DELETED -> "snapshot-deleted";
                case FINALIZER_REMOVED -> "snapshot-retained";
            };
        }
    }

    /** What the attacher did to the object. */
    enum AttacherAction {
        ATTACHED,
        FINALIZER_REMOVED
    }
}
