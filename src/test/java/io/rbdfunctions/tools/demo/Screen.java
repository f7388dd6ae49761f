package io.rbdfunctions.tools.demo;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Prints lines with a time, a step and its result, and remembers the steps. */
public final class Screen {
    private final PrintStream out;
    private final List<String> steps = new ArrayList<>();

    public Screen(PrintStream out) {
        this.out = out;
    }

    /** The steps so far, which succeeded except possibly the last. */
    public List<String> steps() {
        return List.copyOf(steps);
    }

    public void title(String text) {
        out.printf("%n%s%n%n", text);
    }

    void line(long millis, String step, String text) {
        steps.add(step);
        out.printf("%6d ms  %-20s %s%n", millis, step, text);
    }

    void more(String step, String text) {
        out.printf("%9s  %-20s %s%n", "", step, text);
    }
}
