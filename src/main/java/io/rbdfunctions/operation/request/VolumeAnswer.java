package io.rbdfunctions.operation.request;

/** The answer of an operation that succeeded. */
public interface VolumeAnswer {

    /** What was done, in lower-case words, such as {@code already there}. */
    String actionText();

    /** The objects it was done to. */
    default OperationSubject subject() {
        return OperationSubject.NOTHING;
    }
}
