package io.rbdfunctions.tools.bench;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Prints a Markdown table, each row as soon as it is measured. */
final class MarkdownTable {
    MarkdownTable(String title, String... head) {
        line("");
        line("**" + title + "**");
        line("");
        line(row(List.of(head)));
        line(row(Collections.nCopies(head.length, "---")));
    }

    void add(Object... cells) {
        line(row(Arrays.stream(cells).map(String::valueOf).toList()));
    }

    /** Formats median, 90th percentile, minimum and maximum in milliseconds. */
    static String millis(Timings timings) {
        return "%.1f / %.1f (%.1f-%.1f)".formatted(timings.median(), timings.p90(), timings.min(), timings.max());
    }

    static String ratio(double value, double reference) {
        return "%.2f".formatted(value / reference);
    }

    static void line(String text) {
        System.out.println(text);
    }

    private static String row(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |";
    }
}
