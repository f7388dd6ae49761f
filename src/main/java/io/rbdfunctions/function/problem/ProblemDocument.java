package io.rbdfunctions.function.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.rbdfunctions.volume.validation.Violation;
import java.util.List;

/** A problem document (RFC 9457). Its texts are truncated, and anything that looks like a Ceph key is redacted. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ProblemDocument(
        String type, String title, int status, String detail, String instance, List<Violation> violations) {
    public static final String MEDIA_TYPE = "application/problem+json";

    private static final int MAX_VIOLATIONS = 100;

    public ProblemDocument {
        detail = SafeText.of(detail);
        instance = SafeText.of(instance);
        violations = violations.stream()
                .limit(MAX_VIOLATIONS)
                .map(violation -> new Violation(SafeText.of(violation.field()), SafeText.of(violation.message())))
                .toList();
    }

    public static ProblemDocument of(Problem problem, int status, String instance) {
        ProblemKind kind = problem.kind();
        return new ProblemDocument(kind.type(), kind.title(), status, problem.detail(), instance, problem.violations());
    }
}
