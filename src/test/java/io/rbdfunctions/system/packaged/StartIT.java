package io.rbdfunctions.system.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.rbdfunctions.support.packaged.FunctionProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The packaged application starts as it should. */
class StartIT {
    private static final Path DIRECTORY = Path.of("target", "start");

    @Test
    void itIsStartedFromTheCache() {
        assumeThat(Path.of("target", "quarkus-app", "app.aot"))
                .as("the cache, which -DskipTraining goes without")
                .exists();

        // Given that, the JVM refuses to start where it cannot use the cache.
        try (FunctionProcess function = FunctionProcess.start(DIRECTORY, List.of("-XX:AOTMode=on"))) {
            // As shipped, it asks who calls before anything else.
            assertThat(function.post("provision", Map.of()).status()).isEqualTo(401);
        }
    }
}
