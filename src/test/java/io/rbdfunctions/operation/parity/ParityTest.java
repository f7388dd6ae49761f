package io.rbdfunctions.operation.parity;

import static org.assertj.core.api.Assertions.assertThat;

import io.rbdfunctions.support.SecondLane;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule of the in-tree plugin is kept or differs as described; docs/parity.md is the same table. */
@SecondLane
class ParityTest {
    private static final Path DOCUMENT = Path.of("docs", "parity.md");
    private static final List<String> SUBJECTS = List.of(
            "1.3-size-rounds-up",
            "1.3-size-overflows",
            "1.3-size-largest",
            "1.3-size-zero",
            "1.3-monitors",
            "1.3-arguments",
            "1.3-no-features",
            "1.3-key",
            "1.3-no-timeout",
            "1.3-error",
            "1.3-no-program",
            "1.3-configuration",
            "1.4-class",
            "1.4-no-class",
            "1.4-other-parameters",
            "1.4-admin",
            "1.4-place",
            "1.4-status",
            "1.4-arguments",
            "1.4-in-use",
            "1.4-missing",
            "1.4-error",
            "1.4-no-wait",
            "1.5-info-arguments",
            "1.5-output",
            "1.5-user",
            "1.5-size-rounds-down",
            "1.5-no-answer",
            "1.5-never-shrinks",
            "1.5-large-enough",
            "1.5-resize-arguments",
            "1.5-error",
            "1.5-quantity",
            "1.5-missing");

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.rbdfunctions.operation.parity.ParityTable#rows")
    void isKeptOrDiffersAsDescribed(ParityRow row) {
        try (var lab = new ParityLab()) {
            row.expected().check(row.attempt().in(lab));
        }
    }

    @Test
    void everyRuleHasARow() {
        Set<String> all = Stream.concat(IntStream.rangeClosed(1, 25).mapToObj("P%02d"::formatted), SUBJECTS.stream())
                .collect(Collectors.toSet());

        assertThat(ParityTable.rows().map(ParityRow::id)).containsOnly(all.toArray(String[]::new));
    }

    /** Change the rows of the document by hand. */
    @Test
    void theDocumentHasTheSameRows() throws IOException {
        List<String> documented = Files.readAllLines(DOCUMENT).stream()
                .filter(line -> line.matches("\\| (P\\d|1\\.).*"))
                .toList();

        assertThat(documented)
                .containsExactlyElementsOf(ParityTable.rows()
                        .sorted(Comparator.comparing(ParityTest::place))
                        .map(ParityRow::markdown)
                        .toList());
    }

    /** P01 to P25 first, then the sections. */
    private static String place(ParityRow row) {
        return row.id().startsWith("P") ? row.id() : "Q" + row.id().substring(0, 3);
    }
}
