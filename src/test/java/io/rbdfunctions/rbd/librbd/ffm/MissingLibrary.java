package io.rbdfunctions.rbd.librbd.ffm;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** A library that is not installed. */
public final class MissingLibrary {
    public static final String FILE = "libnothing.so.2";

    private MissingLibrary() {}

    /** The failure of a call. */
    public static LibrbdException failure() {
        return catchThrowableOfType(LibrbdException.class, () -> new Library(FILE).function("any"));
    }
}
