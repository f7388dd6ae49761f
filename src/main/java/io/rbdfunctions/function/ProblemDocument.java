package io.rbdfunctions.function;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.rbdfunctions.volume.Violation;
import java.util.List;
import java.util.regex.Pattern;

/** A problem as RFC 9457 has it. Bounded, and cleared of whatever looks like a Ceph key. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record ProblemDocument(
        String type, String title, int status, String detail, String instance, List<Violation> violations) {
    static final String MEDIA_TYPE = "application/problem+json";

    /** People put keys where names belong, and messages quote names. A key is 28 bytes or more in base64. */
    private static final Pattern KEY = Pattern.compile("(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{32,}+={1,2}");

    private static final int LONGEST = 4096;
    private static final int MOST = 100;

    ProblemDocument {
        detail = safe(detail);
        instance = safe(instance);
        violations = violations.stream()
                .limit(MOST)
                .map(violation -> new Violation(safe(violation.field()), safe(violation.message())))
                .toList();
    }

    static ProblemDocument of(Problem problem, int status, String instance) {
        ProblemKind kind = problem.kind();
        return new ProblemDocument(kind.type(), kind.title(), status, problem.detail(), instance, problem.violations());
    }

    private static String safe(String text) {
        String redacted = KEY.matcher(text).replaceAll("<key>");
        return redacted.length() <= LONGEST ? redacted : redacted.substring(0, LONGEST) + "...";
    }
}
