package io.rbdfunctions.sweep;

import java.util.ArrayList;
import java.util.List;

/** Keeps the first 1000 entries and counts the rest. */
final class BoundedList<T> {
    private static final int LIMIT = 1000;

    private final List<T> entries = new ArrayList<>();
    private int omitted;

    void add(T entry) {
        if (entries.size() < LIMIT) {
            entries.add(entry);
        } else {
            omitted++;
        }
    }

    List<T> list() {
        return List.copyOf(entries);
    }

    int omitted() {
        return omitted;
    }

    /** The entries; if some were omitted, the last one is {@code and N more}. */
    static List<String> texts(BoundedList<String> bounded) {
        if (bounded.omitted == 0) {
            return bounded.list();
        }
        List<String> list = new ArrayList<>(bounded.entries);
        list.add("and %d more".formatted(bounded.omitted));
        return list;
    }
}
