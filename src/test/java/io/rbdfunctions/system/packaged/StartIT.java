package io.rbdfunctions.system.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.rbdfunctions.support.packaged.FunctionProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StartIT {
    private static final Path DIRECTORY = Path.of("target", "start");

    @Test
    void startsFromTheCache() {
        assumeThat(Path.of("target", "quarkus-app", "app.aot"))
                .as("the cache, which -DskipTraining omits")
                .exists();

        // With this option, the JVM does not start if it cannot use the cache.
        try (FunctionProcess function = FunctionProcess.start(DIRECTORY, List.of("-XX:AOTMode=on"))) {
            // By default, the application authenticates callers first.
            assertThat(function.post("provision", Map.of()).status()).isEqualTo(401);
        }
    }
}
