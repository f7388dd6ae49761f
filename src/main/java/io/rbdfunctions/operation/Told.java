package io.rbdfunctions.operation;

/** An answer that tells of more than one image, or of none. */
public interface Told {
    /** What was done, in few words of ours. */
    String action();
}
