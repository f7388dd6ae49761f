package io.rbdfunctions.rbd.librbd;

/** Something that could not be done through the library. The message never holds a key. */
public abstract sealed class LibrbdException extends RuntimeException
        permits CallFailedException, LibraryMissingException, NoTurnException, OverdueException {
    private static final long serialVersionUID = 1L;

    LibrbdException(String message) {
        super(message);
    }
}
