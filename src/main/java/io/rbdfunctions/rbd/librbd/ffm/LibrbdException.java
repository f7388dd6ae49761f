package io.rbdfunctions.rbd.librbd.ffm;

/** Something that could not be done through the library. The message never holds a key. */
public abstract sealed class LibrbdException extends RuntimeException
        permits CallFailedException, LibraryMissingException, TooManyCallsException, CallOverdueException {
    private static final long serialVersionUID = 1L;

    LibrbdException(String message) {
        super(message);
    }
}
