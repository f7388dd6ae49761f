package io.rbdfunctions.system.faults;

import io.rbdfunctions.support.SurvivalReport;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The API server is slow, rejects updates or is down during an operation, or events are lost. */
@Tag("faults")
class ApiFaultsIT {
    private static final int ALL_REQUESTS = Integer.MAX_VALUE;
    private static final SurvivalReport REPORT = SurvivalReport.faults(ApiFaultsIT.class);

    @ParameterizedTest
    @EnumSource
    void survivesAConflictOnEveryFirstUpdate(Recovery recovery) {
        surviveAll("API server: every first update meets a conflict (409)", recovery, (environment, workload) -> {
            environment.api().inject(ProxyFault.conflicts());
            workload.begin().join();
            return () -> environment.api().inject(ProxyFault.NONE);
        });
    }

    @ParameterizedTest
    @EnumSource
    void survivesARestart(Recovery recovery) {
        surviveAll("API server stopped and started in the middle", recovery, (environment, workload) -> {
            environment.api().inject(ProxyFault.delays(Duration.ofMillis(50), ALL_REQUESTS, true));
            CompletableFuture<Void> work = workload.begin();
            environment.pauseForAMoment();
            environment.api().stop();
            FaultEnvironment.pause(Duration.ofSeconds(1));
            return () -> {
                environment.api().restart();
                work.join();
                environment.api().inject(ProxyFault.NONE);
            };
        });
    }

    /**
     * Even after the client's timeout, a delayed write takes effect: after 12 s during the retry, after 30 s past it.
     */
    @ParameterizedTest(name = "{0} ms for {1} requests, writes {2}, then {3}")
    @CsvSource({
        "500, 100, true, RETRY",
        "500, 100, false, SWEEP",
        "3000, 3, true, SWEEP",
        "12000, 1, true, RETRY",
        "30000, 1, true, SWEEP",
        "30000, 1, false, RETRY"
    })
    void survivesASlowServer(long millis, int requests, boolean isForWrites, Recovery recovery) {
        surviveAll("API server slow, by 0.5 to 30 s", recovery, (environment, workload) -> {
            environment.api().inject(ProxyFault.delays(Duration.ofMillis(millis), requests, isForWrites));
            workload.begin().join();
            return () -> {
                environment.api().inject(ProxyFault.NONE);
                environment.awaitQuiet();
            };
        });
    }

    @ParameterizedTest
    @EnumSource
    void survivesTheLossOfAllEvents(Engine engine) {
        surviveAll("events lost: a sweep alone", engine, Recovery.SWEEP, (_, _) -> () -> {});
    }

    private static void surviveAll(
            String kind, Recovery recovery, BiFunction<FaultEnvironment, ClaimWorkload, Runnable> fault) {
        surviveAll(kind, Engine.LIBRBD, recovery, fault);
    }

    private static void surviveAll(
            String kind,
            Engine engine,
            Recovery recovery,
            BiFunction<FaultEnvironment, ClaimWorkload, Runnable> fault) {
        try (FaultEnvironment environment = new FaultEnvironment(kind, FunctionLaunch.of(engine, recovery))) {
            for (InterruptedOperation operation : InterruptedOperation.values()) {
                REPORT.attempt(kind, () -> environment.survive(operation, recovery, fault));
            }
        }
    }
}
