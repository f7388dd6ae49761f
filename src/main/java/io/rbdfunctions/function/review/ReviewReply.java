package io.rbdfunctions.function.review;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.rbdfunctions.admission.Verdict;
import io.rbdfunctions.function.problem.SafeText;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The response of an AdmissionReview. The HTTP status is 200 even if the change is denied. */
public record ReviewReply(String apiVersion, String kind, Response response) {

    /**
     * The verdict.
     *
     * @param status the reason for a denial; null if the change is allowed
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Response(
            String uid,
            @JsonProperty("allowed") boolean isAllowed,
            @Nullable Status status,
            List<String> warnings,
            Map<String, String> auditAnnotations) {}

    /** A Kubernetes Status; the API server replies with its code and message. */
    record Status(String status, int code, String reason, String message) {
        static Status of(Verdict.Rejection rejection) {
            String message = SafeText.of(rejection.message());
            return switch (rejection.kind()) {
                case INVALID -> new Status("Failure", 422, "Invalid", message);
                case OVER_QUOTA -> new Status("Failure", 403, "Forbidden", message);
                case CONFLICT -> new Status("Failure", 409, "Conflict", message);
            };
        }
    }

    public static ReviewReply of(String uid, Verdict verdict) {
        return new ReviewReply(
                ReviewReader.API_VERSION,
                ReviewReader.KIND,
                new Response(
                        uid,
                        verdict.isAllowed(),
                        verdict.rejection() == null ? null : Status.of(verdict.rejection()),
                        verdict.warnings().stream().map(SafeText::of).toList(),
                        new TreeMap<>(verdict.auditAnnotations())));
    }
}
