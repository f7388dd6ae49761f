package io.rbdfunctions.system.faults;

import io.rbdfunctions.support.SurvivalReport;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** An API server that is slow, contrary or away in the middle of the work, or whose events are lost. */
@Tag("faults")
class ApiFaultsIT {
    private static final int ALL = Integer.MAX_VALUE;
    private static final SurvivalReport TALLY = SurvivalReport.faults(ApiFaultsIT.class);

    @ParameterizedTest
    @EnumSource
    void everyFirstUpdateMeetsAConflict(Recovery recovery) {
        surviveAll("API server: every first update meets a conflict (409)", recovery, (faultEnvironment, claimWorkload) -> {
            faultEnvironment.api().meddle(ProxyFault.conflicts());
            claimWorkload.begin().join();
            return () -> faultEnvironment.api().meddle(ProxyFault.NONE);
        });
    }

    @ParameterizedTest
    @EnumSource
    void itIsStoppedAndStarted(Recovery recovery) {
        surviveAll("API server stopped and started in the middle", recovery, (faultEnvironment, claimWorkload) -> {
            faultEnvironment.api().meddle(ProxyFault.delays(Duration.ofMillis(50), ALL, true));
            CompletableFuture<Void> work = claimWorkload.begin();
            faultEnvironment.pauseForAMoment();
            faultEnvironment.api().goAway();
            FaultEnvironment.pause(Duration.ofSeconds(1));
            return () -> {
                faultEnvironment.api().comeBack();
                work.join();
                faultEnvironment.api().meddle(ProxyFault.NONE);
            };
        });
    }

    /** Later than the client's patience a write still happens: at 12 s beside the repetition, at 30 s after it. */
    @ParameterizedTest(name = "{0} ms for {1} requests, writes {2}, then {3}")
    @CsvSource({
        "500, 100, true, RETRY",
        "500, 100, false, SWEEP",
        "3000, 3, true, SWEEP",
        "12000, 1, true, RETRY",
        "30000, 1, true, SWEEP",
        "30000, 1, false, RETRY"
    })
    void itIsSlow(long millis, int requests, boolean ofWrites, Recovery recovery) {
        surviveAll("API server slow, by 0.5 to 30 s", recovery, (faultEnvironment, claimWorkload) -> {
            faultEnvironment.api().meddle(ProxyFault.delays(Duration.ofMillis(millis), requests, ofWrites));
            claimWorkload.begin().join();
            return () -> {
                faultEnvironment.api().meddle(ProxyFault.NONE);
                faultEnvironment.awaitQuiet();
            };
        });
    }

    @ParameterizedTest
    @EnumSource
    void noEventArrives(Engine engine) {
        surviveAll("events lost: a sweep alone", engine, Recovery.SWEEP, (_, _) -> () -> {});
    }

    private static void surviveAll(String kind, Recovery recovery, BiFunction<FaultEnvironment, ClaimWorkload, Runnable> fault) {
        surviveAll(kind, Engine.LIBRBD, recovery, fault);
    }

    private static void surviveAll(
            String kind, Engine engine, Recovery recovery, BiFunction<FaultEnvironment, ClaimWorkload, Runnable> fault) {
        try (FaultEnvironment faultEnvironment = new FaultEnvironment(kind, FunctionLaunch.of(engine, recovery))) {
            for (InterruptedOperation interruptedOperation : InterruptedOperation.values()) {
                TALLY.attempt(kind, () -> faultEnvironment.survive(interruptedOperation, recovery, fault));
            }
        }
    }
}
