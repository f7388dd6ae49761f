package io.rbdfunctions.system.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.rbdfunctions.support.SurvivalReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Keys need no file: all is well where the directory of temporary files is full, or nobody can write to it. */
@Tag("faults")
class TemporaryFilesIT {
    private static final Path FULL = Path.of("target", "full").toAbsolutePath();
    private static final SurvivalReport TALLY = SurvivalReport.faults(TemporaryFilesIT.class);

    /** In a namespace of mounts that is the function's own. */
    @ParameterizedTest
    @EnumSource
    void theirDiskIsFull(Engine engine) throws IOException {
        Files.createDirectories(FULL);
        FunctionLaunch functionLaunch = FunctionLaunch.of(engine, Recovery.RETRY)
                .before("unshare", "--user", "--map-root-user", "--mount", "/bin/sh", "-c", fillUp())
                .temporary(FULL);
        try (FaultEnvironment faultEnvironment = new FaultEnvironment("full-" + engine, functionLaunch)) {
            assertThat(Path.of("/proc", Long.toString(faultEnvironment.function().pid()), "root", FULL.toString(), "all"))
                    .isNotEmptyFile();
            surviveAll("disk of temporary files full", faultEnvironment);
        }
    }

    /** Not even root can make a file there. Quarkus itself would, for what it serves from its jars, and we serve none. */
    @ParameterizedTest
    @EnumSource
    void theirDirectoryIsReadOnly(Engine engine) {
        FunctionLaunch functionLaunch = FunctionLaunch.of(engine, Recovery.RETRY)
                .temporary(Path.of("/proc"))
                .option("-Dquarkus.vertx.caching=false")
                .option("-Dquarkus.vertx.classpath-resolving=false");
        try (FaultEnvironment faultEnvironment = new FaultEnvironment("read-only-" + engine, functionLaunch)) {
            surviveAll("directory of temporary files read-only", faultEnvironment);
        }
    }

    private static String fillUp() {
        return "mount -t tmpfs -o size=16k none %1$s && { cat /dev/zero > %1$s/all 2>/dev/null || :; } && exec \"$0\" \"$@\""
                .formatted(FULL);
    }

    private static void surviveAll(String kind, FaultEnvironment faultEnvironment) {
        for (InterruptedOperation interruptedOperation : InterruptedOperation.values()) {
            TALLY.attempt(
                    kind,
                    () -> faultEnvironment.survive(interruptedOperation, Recovery.RETRY, (_, claimWorkload) -> {
                        claimWorkload.begin().join();
                        return () -> {};
                    }));
        }
    }
}
