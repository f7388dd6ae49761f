package io.rbdfunctions.sweep;

import java.util.ArrayList;
import java.util.List;

/** A list for people, which ends with how many more there are when it gets long. */
final class BoundedList {
    private static final int MOST = 1000;

    private final List<String> told = new ArrayList<>();
    private int more;

    void add(String finding) {
        if (told.size() < MOST) {
            told.add(finding);
        } else {
            more++;
        }
    }

    List<String> list() {
        if (more == 0) {
            return List.copyOf(told);
        }
        List<String> list = new ArrayList<>(told);
        list.add("and %d more".formatted(more));
        return list;
    }
}
