package io.rbdfunctions.system.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TallyTest {
    @TempDir
    private Path target = Path.of("unset");

    @Test
    void whatThrowsIsTriedAndNotSurvived() throws IOException {
        Tally tally = new Tally(target, "faults", "survived", TallyTest.class);
        tally.add("slow", 2, 2);
        tally.attempt("killed", () -> {});

        assertThatThrownBy(() -> tally.attempt("killed", () -> {
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
    void aTestThatRunsAgainCountsAnewAndOthersStay() throws IOException {
        new Tally(target, "faults", "survived", String.class).add("slow", 5, 5);
        new Tally(target, "faults", "survived", TallyTest.class).add("slow", 3, 3);

        Tally again = new Tally(target, "faults", "survived", TallyTest.class);
        again.add("slow", 1, 1);

        assertThat(again.table()).contains("| slow | 6 | 6 |");
    }
}
