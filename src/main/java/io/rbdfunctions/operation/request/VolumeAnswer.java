package io.rbdfunctions.operation.request;

/** The answer of an operation that succeeded. */
public interface VolumeAnswer {
    /** What the operation did, in lower case, such as {@code already there}. */
    String actionText();

    /** The objects that the operation worked on. */
    default OperationSubject subject() {
        return OperationSubject.NOTHING;
    }
}
