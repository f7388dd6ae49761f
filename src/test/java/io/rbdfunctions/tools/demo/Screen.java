package io.rbdfunctions.tools.demo;

import java.io.PrintStream;

/** Prints lines with a time, a step and its result. */
final class Screen {
    private final PrintStream out;

    Screen(PrintStream out) {
        this.out = out;
    }

    void title(String text) {
        out.printf("%n%s%n%n", text);
    }

    void line(long millis, String step, String text) {
        out.printf("%6d ms  %-20s %s%n", millis, step, text);
    }

    void more(String step, String text) {
        out.printf("%9s  %-20s %s%n", "", step, text);
    }
}
