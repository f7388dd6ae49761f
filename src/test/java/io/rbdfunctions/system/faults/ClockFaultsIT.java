package io.rbdfunctions.system.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rbdfunctions.support.SurvivalReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The wall clock of the function and its commands jumps during an operation; the monotonic clock does not. Needs
 * libfaketime (Debian package {@code libfaketime}), and is skipped without it.
 */
@Tag("faults")
class ClockFaultsIT {
    private static final Path CLOCK = Path.of("target", "faults-clock").toAbsolutePath();
    private static final Duration DAY = Duration.ofDays(1);
    private static final SurvivalReport REPORT = SurvivalReport.faults(ClockFaultsIT.class);

    @BeforeEach
    void requireLibrary() throws IOException {
        assumeTrue(Files.exists(library()), "no libfaketime: apt-get install libfaketime");
        set(Duration.ZERO);
    }

    static Stream<Arguments> enginesAndRecoveries() {
        return CephFaultsIT.enginesAndRecoveries();
    }

    @ParameterizedTest(name = "{0}, then {1}")
    @MethodSource("enginesAndRecoveries")
    void survivesAClockThatJumpsADayAhead(Engine engine, Recovery recovery) {
        surviveAll("clock jumps a day ahead", engine, recovery, _ -> set(DAY));
    }

    @ParameterizedTest(name = "{0}, then {1}")
    @MethodSource("enginesAndRecoveries")
    void survivesAClockThatJumpsADayBack(Engine engine, Recovery recovery) {
        surviveAll("clock jumps a day back", engine, recovery, _ -> set(DAY.negated()));
    }

    @ParameterizedTest(name = "{0}, then {1}")
    @MethodSource("enginesAndRecoveries")
    void survivesAClockThatJumpsAheadAndBack(Engine engine, Recovery recovery) {
        surviveAll("clock jumps a day ahead and back again", engine, recovery, environment -> {
            set(DAY);
            environment.pauseForAMoment();
            set(Duration.ZERO);
        });
    }

    /** Only the wrong clock says that the trashed image has expired. */
    @ParameterizedTest
    @EnumSource
    void keepsTrashedImagesWhenTheClockIsAhead(Engine engine) {
        String kind = "clock jumps a day ahead: images with an hour of trash retention are kept";
        try (FaultEnvironment environment = new FaultEnvironment(
                "clock-trash-" + engine, launch(engine, Recovery.SWEEP), Map.of("trashRetention", "1h"))) {
            REPORT.attempt(kind, () -> {
                InterruptedOperation.DELETE.prepare(environment).begin().join();
                assertThat(trashed(environment)).as("trashed").isEqualTo(1);
                set(DAY);
                assertThat(environment.sweepAndExpectSuccess().at("/done").has("purged"))
                        .as("purged")
                        .isFalse();
                assertThat(trashed(environment)).as("still trashed").isEqualTo(1);
            });
        }
    }

    private static long trashed(FaultEnvironment environment) {
        return environment
                .ceph()
                .rbd("trash", "ls", "--pool", environment.cluster().pool())
                .orFail()
                .stdout()
                .lines()
                .count();
    }

    private static void surviveAll(String kind, Engine engine, Recovery recovery, Consumer<FaultEnvironment> jump) {
        String name = kind.replaceAll("\\W+", "-") + "-" + engine + "-" + recovery;
        try (FaultEnvironment environment = new FaultEnvironment(name, launch(engine, recovery))) {
            for (InterruptedOperation operation : InterruptedOperation.values()) {
                REPORT.attempt(
                        kind,
                        () -> environment.survive(operation, recovery, (_, workload) -> {
                            environment.ceph().slow(Duration.ofMillis(20));
                            CompletableFuture<Void> begun = workload.begin();
                            environment.pauseForAMoment();
                            jump.accept(environment);
                            begun.join();
                            return () -> environment.ceph().slow(Duration.ZERO);
                        }));
                set(Duration.ZERO);
            }
        }
    }

    private static FunctionLaunch launch(Engine engine, Recovery recovery) {
        return FunctionLaunch.of(engine, recovery)
                .before(
                        "/usr/bin/env",
                        "LD_PRELOAD=" + library(),
                        "FAKETIME_TIMESTAMP_FILE=" + CLOCK,
                        "FAKETIME_NO_CACHE=1",
                        "FAKETIME_DONT_FAKE_MONOTONIC=1");
    }

    private static Path library() {
        return Path.of("/usr/lib/%s-linux-gnu/faketime/libfaketimeMT.so.1"
                .formatted(System.getProperty("os.arch").equals("aarch64") ? "aarch64" : "x86_64"));
    }

    /** Replaces the file atomically, because it can be read at any time. */
    private static void set(Duration ahead) {
        try {
            Files.createDirectories(CLOCK.getParent());
            Path next = CLOCK.resolveSibling("faults-clock.next");
            Files.writeString(next, "%+d".formatted(ahead.toSeconds()));
            Files.move(next, CLOCK, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
