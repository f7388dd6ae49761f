package io.rbdfunctions.rbd.librbd.ffm;

/** A library or one of its functions is missing. */
public final class LibraryMissingException extends LibrbdException {
    private static final long serialVersionUID = 1L;

    LibraryMissingException(String message) {
        super(message);
    }
}
