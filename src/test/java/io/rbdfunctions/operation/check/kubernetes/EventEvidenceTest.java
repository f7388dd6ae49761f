package io.rbdfunctions.operation.check.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.rbdfunctions.operation.check.Finding;
import io.rbdfunctions.operation.check.Finding.Result;
import io.rbdfunctions.operation.check.kubernetes.EventEvidence.WaitingClaim;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventEvidenceTest {
    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");

    /** @param report minutes since the last Event of the functions; empty if there is none */
    @ParameterizedTest(name = "last report {0} min ago, claim since {1} min: {2}")
    @CsvSource({
        ",,    SKIPPED",
        "30,,  PASSED",
        ",1,   SKIPPED",
        "30,1, PASSED",
        ",3,   FAILED",
        "30,3, FAILED",
        "2,3,  PASSED"
    })
    void aClaimThatWaitsInSilenceIsAFault(@Nullable Integer report, @Nullable Integer waiting, Result result) {
        Finding finding = new EventEvidence(
                        report == null ? null : NOW.minus(Duration.ofMinutes(report)),
                        waiting == null ? null : new WaitingClaim("shop/data", NOW.minus(Duration.ofMinutes(waiting))))
                .judge(NOW);

        assertThat(finding.result()).isEqualTo(result);
        assertThat(finding.remedy() != null).isEqualTo(result == Result.FAILED);
        assertThat(finding.detail().contains("shop/data")).isEqualTo(result == Result.FAILED);
    }
}
