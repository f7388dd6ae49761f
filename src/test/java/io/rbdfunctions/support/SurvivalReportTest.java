package io.rbdfunctions.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SurvivalReportTest {
    @TempDir
    private Path target = Path.of("unset");

    @Test
    void anExceptionCountsAsAnAttemptThatFailed() throws IOException {
        SurvivalReport report = new SurvivalReport(target, "faults", "survived", SurvivalReportTest.class);
        report.add("slow", 2, 2);
        report.attempt("killed", () -> {});

        assertThatThrownBy(() -> report.attempt("killed", () -> {
                    throw new IllegalStateException("lost");
                }))
                .hasMessage("lost");

        assertThat(target.resolve("faults.md")).content().isEqualToIgnoringNewLines("""
            | fault | tried | survived |
            |---|---|---|
            | killed | 2 | 1 |
            | slow | 2 | 2 |
            | **faults: 4 tried, 3 survived** | 4 | 3 |
            """);
    }

    @Test
    void aRepeatedTestReplacesItsCountsAndKeepsOthers() throws IOException {
        new SurvivalReport(target, "faults", "survived", String.class).add("slow", 5, 5);
        new SurvivalReport(target, "faults", "survived", SurvivalReportTest.class).add("slow", 3, 3);

        SurvivalReport again = new SurvivalReport(target, "faults", "survived", SurvivalReportTest.class);
        again.add("slow", 1, 1);

        assertThat(again.table()).contains("| slow | 6 | 6 |");
    }
}
