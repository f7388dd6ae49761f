package io.rbdfunctions.rbd.librbd.ffm;

/** The library, or a function of it, is not installed. */
public final class LibraryMissingException extends LibrbdException {
    private static final long serialVersionUID = 1L;

    LibraryMissingException(String message) {
        super(message);
    }
}
