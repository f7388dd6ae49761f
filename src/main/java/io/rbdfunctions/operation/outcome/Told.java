package io.rbdfunctions.operation.outcome;

/** An answer that tells of more than one image, or of none. */
public interface Told {
    /** What was done, in few words of ours. */
    String action();
}
