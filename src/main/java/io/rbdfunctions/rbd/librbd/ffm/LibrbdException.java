package io.rbdfunctions.rbd.librbd.ffm;

/** A command could not be run by librbd. The message never contains a key. */
public abstract sealed class LibrbdException extends RuntimeException
        permits CallFailedException, LibraryMissingException, TooManyCallsException, CallOverdueException {
    private static final long serialVersionUID = 1L;

    LibrbdException(String message) {
        super(message);
    }
}
