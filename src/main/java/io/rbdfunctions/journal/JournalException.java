package io.rbdfunctions.journal;

/** The objects of a journal contradict each other or the request. Repeating the request does not help. */
public final class JournalException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public JournalException(String message) {
        super(message);
    }
}
