package io.rbdfunctions.admission;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is said of a change.
 *
 * @param objection why it must not be made; null when it may
 * @param warnings for whoever makes it; no key of Ceph's is in any of them
 * @param notes for the audit log, by name
 */
public record Verdict(@Nullable Objection objection, List<String> warnings, Map<String, String> notes) {
    /** What the API server's documentation asks of a warning. */
    private static final int LONGEST_WARNING = 120;

    private static final int MOST_WARNINGS = 10;

    /** The kinds of objection. */
    public enum Kind {
        /** The object is wrong. */
        INVALID,
        /** The namespace has as much as it may have. */
        OVER_QUOTA,
        /** The object is needed as it is. */
        CONFLICT
    }

    /** Why a change must not be made. */
    public record Objection(Kind kind, String message) {}

    public Verdict {
        warnings = warnings.stream().limit(MOST_WARNINGS).map(Verdict::cut).toList();
        notes = Map.copyOf(notes);
    }

    public boolean isAllowed() {
        return objection == null;
    }

    private static String cut(String warning) {
        return warning.length() <= LONGEST_WARNING ? warning : warning.substring(0, LONGEST_WARNING - 3) + "...";
    }
}
