package io.rbdfunctions.project;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A package is small enough to be known by heart. */
class PackageSizeTest {
    private static final long LIMIT = 18;

    @Test
    void noPackageHasTooManyFiles() throws IOException {
        try (var files = Files.walk(Path.of("src/main/java"))) {
            Map<Path, Long> sizes = files.filter(file -> file.toString().endsWith(".java"))
                    .collect(groupingBy(Path::getParent, counting()));

            assertThat(sizes)
                    .isNotEmpty()
                    .allSatisfy((directory, size) ->
                            assertThat(size).as(directory.toString()).isLessThanOrEqualTo(LIMIT));
        }
    }
}
