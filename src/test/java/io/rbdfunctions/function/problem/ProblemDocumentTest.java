package io.rbdfunctions.function.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.rbdfunctions.operation.outcome.Refusal;
import io.rbdfunctions.volume.validation.Violation;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProblemDocumentTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "AQBhgUdnAAAAABAAkeUZ0d5n3rVnxkVFVQcW9A==, <key>",
        "key AQBhgUdnAAAAABAAkeUZ0d5n3rVnxkVFVQcW9A==., key <key>.",
        "'\"AQBhgUdnAAAAABAAkeUZ0d5n3rVnxkVFVQcW9A==\" twice AQBhgUdnAAAAABAAkeUZ0d5n3rVnxkVFVQcW9A==', '\"<key>\" twice <key>'",
        "AQAAAABnAAAAAIAAkeUZ0d5n3rVnxkVFVQcW9AAQAAAABnAAAAAIAAkeUZ0=, <key>",
        "kubernetes-dynamic-pvc-0b0d5a6e-6f3f-4b7e-9a39-3c1b5f0a7d11, kubernetes-dynamic-pvc-0b0d5a6e-6f3f-4b7e-9a39-3c1b5f0a7d11",
        "a=b, a=b"
    })
    void redactsWhatLooksLikeAKey(String text, String redacted) {
        ProblemDocument document = ProblemDocument.of(
                new Problem(ProblemKind.INVALID, text, List.of(new Violation(text, text)), Duration.ZERO), 422, text);

        assertThat(document.detail()).isEqualTo(redacted);
        assertThat(document.instance()).isEqualTo(redacted);
        assertThat(document.violations()).containsExactly(new Violation(redacted, redacted));
    }

    @Test
    void truncatesLongTextsQuickly() {
        String text = "A".repeat(1 << 20);
        List<Violation> many = IntStream.range(0, 5000)
                .mapToObj(i -> new Violation("field" + i, "wrong"))
                .toList();

        ProblemDocument document = assertTimeoutPreemptively(
                Duration.ofSeconds(2),
                () -> ProblemDocument.of(new Problem(ProblemKind.INVALID, text, many, Duration.ZERO), 422, text));

        assertThat(document.detail()).hasSize(4096 + 3);
        assertThat(document.instance()).hasSize(4096 + 3);
        assertThat(document.violations()).hasSize(100);
    }

    @ParameterizedTest(name = "status {0} becomes {1}")
    @CsvSource({
        "400, MALFORMED",
        "404, NOT_FOUND",
        "405, METHOD_NOT_ALLOWED",
        "413, TOO_LARGE",
        "415, UNSUPPORTED_MEDIA_TYPE",
        "406, INTERNAL_ERROR",
        "500, INTERNAL_ERROR",
        "503, INTERNAL_ERROR"
    })
    void mapsAStatusToAKind(int status, ProblemKind kind) {
        assertThat(Problem.of(null, status).kind()).isEqualTo(kind);
        assertThat(Problem.of(new IOException("inner"), status).kind()).isEqualTo(kind);
        assertThat(Problem.of(new IOException("inner"), status).detail()).doesNotContain("inner");
    }

    @Test
    void unwrapsFailures() {
        ProblemException known = new ProblemException(Problem.of(new Refusal(Refusal.Reason.IN_USE, "why")));

        assertThat(Problem.of(new CompletionException(new CompletionException(known)), 500))
                .isEqualTo(known.problem());
        assertThat(Problem.of(new RejectedExecutionException("full"), 500)).isEqualTo(Problem.busy());
    }
}
