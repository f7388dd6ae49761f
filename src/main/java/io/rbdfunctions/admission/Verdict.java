package io.rbdfunctions.admission;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The result of a review.
 *
 * @param rejection why the change is rejected; null if it is allowed
 * @param warnings shown to the user by the client; never contain a Ceph key
 * @param auditAnnotations for the API server's audit log
 */
public record Verdict(@Nullable Rejection rejection, List<String> warnings, Map<String, String> auditAnnotations) {
    /** The Kubernetes documentation asks for warnings of at most 120 characters. */
    private static final int MAX_WARNING_LENGTH = 120;

    private static final int MAX_WARNINGS = 10;

    /** The kinds of rejection. */
    public enum Kind {
        /** The object is invalid. */
        INVALID,
        /** The namespace would exceed its quota. */
        OVER_QUOTA,
        /** The object is in use. */
        CONFLICT
    }

    /** Why a change is rejected. */
    public record Rejection(Kind kind, String message) {}

    public Verdict {
        warnings = warnings.stream().limit(MAX_WARNINGS).map(Verdict::truncated).toList();
        auditAnnotations = Map.copyOf(auditAnnotations);
    }

    public boolean isAllowed() {
        return rejection == null;
    }

    private static String truncated(String warning) {
        return warning.length() <= MAX_WARNING_LENGTH ? warning : warning.substring(0, MAX_WARNING_LENGTH - 3) + "...";
    }
}
