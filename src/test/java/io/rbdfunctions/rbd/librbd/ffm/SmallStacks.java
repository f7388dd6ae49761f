package io.rbdfunctions.rbd.librbd.ffm;

import io.rbdfunctions.rbd.librbd.Librbd;

/** A program that loads the libraries. A process loads a library only once. */
final class SmallStacks {
    static final String LOADED = "loaded";

    private SmallStacks() {}

    public static void main(String[] arguments) {
        System.out.println(Librbd.loadError().orElse(LOADED));
    }
}
