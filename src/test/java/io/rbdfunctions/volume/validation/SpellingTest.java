package io.rbdfunctions.volume.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SpellingTest {
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "dryrun,   dryRun",
        "dryRunn,  dryRun",
        "dry_run,  dryRun",
        "sice,     size",
        "sixes,    ",
        "storage,  ",
        "storageClass, storageClassName",
        "'',       "
    })
    void findsTheMostSimilarName(String name, @Nullable String closest) {
        assertThat(Spelling.closest(name, List.of("size", "dryRun", "storageClassName"))
                        .orElse(null))
                .isEqualTo(closest);
    }

    @ParameterizedTest
    @CsvSource({"80, true", "81, false"})
    void comparesNoLongNames(int length, boolean isCompared) {
        String name = "x".repeat(length);

        assertThat(Spelling.closest(name, List.of(name)).isPresent()).isEqualTo(isCompared);
    }
}
