package io.rbdfunctions.journal;

/** The objects of a journal contradict each other or the request. Repeating the request does not help. */
public final class JournalException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean isInOtherPool;

    public JournalException(String message) {
        this(message, false);
    }

    private JournalException(String message, boolean isInOtherPool) {
        super(message);
        this.isInOtherPool = isInOtherPool;
    }

    static JournalException inOtherPool(String message) {
        return new JournalException(message, true);
    }

    /** Whether the journal has the volume in another pool than the request. */
    public boolean isInOtherPool() {
        return isInOtherPool;
    }
}
