package io.rbdfunctions.sweep;

import java.util.ArrayList;
import java.util.List;

/** Keeps the first 1000 entries and counts the rest. */
final class BoundedList {
    private static final int LIMIT = 1000;

    private final List<String> entries = new ArrayList<>();
    private int omitted;

    void add(String entry) {
        if (entries.size() < LIMIT) {
            entries.add(entry);
        } else {
            omitted++;
        }
    }

    /** The entries; if some were omitted, the last one is {@code and N more}. */
    List<String> list() {
        if (omitted == 0) {
            return List.copyOf(entries);
        }
        List<String> list = new ArrayList<>(entries);
        list.add("and %d more".formatted(omitted));
        return list;
    }
}
