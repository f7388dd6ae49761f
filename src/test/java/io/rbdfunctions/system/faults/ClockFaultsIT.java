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
 * The clock of the function, and of its commands, jumps in the middle of the work. With libfaketime, where that is there
 * (the package libfaketime of Debian); the clock that counts from the start of the machine goes on as it does.
 */
@Tag("faults")
class ClockFaultsIT {
    private static final Path CLOCK = Path.of("target", "faults-clock").toAbsolutePath();
    private static final Duration DAY = Duration.ofDays(1);
    private static final SurvivalReport TALLY = SurvivalReport.faults(ClockFaultsIT.class);

    @BeforeEach
    void requireLibrary() throws IOException {
        assumeTrue(Files.exists(library()), "no libfaketime: apt-get install libfaketime");
        set(Duration.ZERO);
    }

    static Stream<Arguments> ways() {
        return CephFaultsIT.ways();
    }

    @ParameterizedTest(name = "{0}, then {1}")
    @MethodSource("ways")
    void itJumpsADayAhead(Engine engine, Recovery recovery) {
        surviveAll("clock jumps a day ahead", engine, recovery, _ -> set(DAY));
    }

    @ParameterizedTest(name = "{0}, then {1}")
    @MethodSource("ways")
    void itJumpsADayBack(Engine engine, Recovery recovery) {
        surviveAll("clock jumps a day back", engine, recovery, _ -> set(DAY.negated()));
    }

    @ParameterizedTest(name = "{0}, then {1}")
    @MethodSource("ways")
    void itJumpsThereAndBack(Engine engine, Recovery recovery) {
        surviveAll("clock jumps a day ahead and back again", engine, recovery, faultEnvironment -> {
            set(DAY);
            faultEnvironment.pauseForAMoment();
            set(Duration.ZERO);
        });
    }

    /** Nothing but the clock says that it has expired, and that is wrong. */
    @ParameterizedTest
    @EnumSource
    void whatIsInTheTrashIsKeptWhenTheClockIsAhead(Engine engine) {
        String kind = "clock jumps a day ahead: what is to stay in the trash for an hour is kept";
        try (FaultEnvironment faultEnvironment = new FaultEnvironment(
                "clock-trash-" + engine, surroundings(engine, Recovery.SWEEP), Map.of("trashRetention", "1h"))) {
            TALLY.attempt(kind, () -> {
                InterruptedOperation.DELETE.prepare(faultEnvironment).begin().join();
                assertThat(trashed(faultEnvironment)).as("trashed").isEqualTo(1);
                set(DAY);
                assertThat(faultEnvironment.sweepWell().at("/done").has("purged"))
                        .as("purged")
                        .isFalse();
                assertThat(trashed(faultEnvironment)).as("still trashed").isEqualTo(1);
            });
        }
    }

    private static long trashed(FaultEnvironment faultEnvironment) {
        return faultEnvironment.ceph()
                .rbd("trash", "ls", "--pool", faultEnvironment.cluster().pool())
                .orFail()
                .stdout()
                .lines()
                .count();
    }

    private static void surviveAll(String kind, Engine engine, Recovery recovery, Consumer<FaultEnvironment> jump) {
        String name = kind.replaceAll("\\W+", "-") + "-" + engine + "-" + recovery;
        try (FaultEnvironment faultEnvironment = new FaultEnvironment(name, surroundings(engine, recovery))) {
            for (InterruptedOperation interruptedOperation : InterruptedOperation.values()) {
                TALLY.attempt(
                        kind,
                        () -> faultEnvironment.survive(interruptedOperation, recovery, (_, claimWorkload) -> {
                            faultEnvironment.ceph().slow(Duration.ofMillis(20));
                            CompletableFuture<Void> begun = claimWorkload.begin();
                            faultEnvironment.pauseForAMoment();
                            jump.accept(faultEnvironment);
                            begun.join();
                            return () -> faultEnvironment.ceph().slow(Duration.ZERO);
                        }));
                set(Duration.ZERO);
            }
        }
    }

    private static FunctionLaunch surroundings(Engine engine, Recovery recovery) {
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

    /** All at once, since it is read at any time. */
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
