package io.rbdfunctions.system.faults;

import java.time.Duration;
import org.awaitility.Awaitility;

/** How the function completes an operation after a fault. */
enum Recovery {
    /** The events are delivered again until the operation is complete, as by a broker or the retry queue. */
    RETRY {
        @Override
        void finish(FaultEnvironment environment, Workload workload) {
            Awaitility.await(workload + " by retries")
                    .atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofMillis(300))
                    .until(() -> workload.isDone() || !workload.deliverAgain());
        }
    },
    /** A single sweep, once all watches of dead clients are gone. */
    SWEEP {
        @Override
        void finish(FaultEnvironment environment, Workload workload) {
            environment.awaitQuiet();
            environment.sweepAndExpectSuccess();
            environment.cluster().settle();
        }
    };

    /** Returns when the operation is complete. */
    abstract void finish(FaultEnvironment environment, Workload workload);
}
