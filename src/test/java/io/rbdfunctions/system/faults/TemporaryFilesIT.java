package io.rbdfunctions.system.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.rbdfunctions.support.SurvivalReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The function works if the directory for temporary files is full or read-only, because keys need no files. */
@Tag("faults")
class TemporaryFilesIT {
    private static final Path FULL = Path.of("target", "full").toAbsolutePath();
    private static final SurvivalReport REPORT = SurvivalReport.faults(TemporaryFilesIT.class);

    /** Mounts a full file system in a mount namespace of the function. */
    @ParameterizedTest
    @EnumSource
    void worksWithAFullTemporaryDirectory(Engine engine) throws IOException {
        Files.createDirectories(FULL);
        FunctionLaunch launch = FunctionLaunch.of(engine, Recovery.RETRY)
                .before("unshare", "--user", "--map-root-user", "--mount", "/bin/sh", "-c", fillUp())
                .temporary(FULL);
        try (FaultEnvironment environment = new FaultEnvironment("full-" + engine, launch)) {
            assertThat(Path.of("/proc", Long.toString(environment.function().pid()), "root", FULL.toString(), "all"))
                    .isNotEmptyFile();
            surviveAll("disk of temporary files full", environment);
        }
    }

    /**
     * Not even root can create a file in {@code /proc}. The options stop Quarkus from creating one for resources in
     * jars, which the application does not serve.
     */
    @ParameterizedTest
    @EnumSource
    void worksWithAReadOnlyTemporaryDirectory(Engine engine) {
        FunctionLaunch launch = FunctionLaunch.of(engine, Recovery.RETRY)
                .temporary(Path.of("/proc"))
                .option("-Dquarkus.vertx.caching=false")
                .option("-Dquarkus.vertx.classpath-resolving=false");
        try (FaultEnvironment environment = new FaultEnvironment("read-only-" + engine, launch)) {
            surviveAll("directory of temporary files read-only", environment);
        }
    }

    private static String fillUp() {
        return "mount -t tmpfs -o size=16k none %1$s && { cat /dev/zero > %1$s/all 2>/dev/null || :; } && exec \"$0\" \"$@\""
                .formatted(FULL);
    }

    private static void surviveAll(String kind, FaultEnvironment environment) {
        for (InterruptedOperation operation : InterruptedOperation.values()) {
            REPORT.attempt(
                    kind,
                    () -> environment.survive(operation, Recovery.RETRY, (_, workload) -> {
                        workload.begin().join();
                        return () -> {};
                    }));
        }
    }
}
