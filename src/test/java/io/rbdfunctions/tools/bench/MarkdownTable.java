package io.rbdfunctions.tools.bench;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** A table as the README carries it, written line by line as the measurements come. */
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

    /** Median, 90th percentile, and the fastest and slowest, in milliseconds. */
    static String millis(Samples samples) {
        return "%.1f / %.1f (%.1f-%.1f)".formatted(samples.median(), samples.p90(), samples.least(), samples.most());
    }

    static String ratio(double ours, double theirs) {
        return "%.2f".formatted(ours / theirs);
    }

    static void line(String text) {
        System.out.println(text);
    }

    private static String row(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |";
    }
}
