package io.rbdfunctions.rbd.librbd.ffm;

import io.rbdfunctions.rbd.librbd.Librbd;

/** Loads the libraries, and says so: a program, since a library is loaded once in a process. */
final class SmallStacks {
    static final String LOADED = "loaded";

    private SmallStacks() {}

    public static void main(String[] arguments) {
        System.out.println(Librbd.loadError().orElse(LOADED));
    }
}
