package io.rbdfunctions.system.faults;

import java.time.Duration;
import org.awaitility.Awaitility;

/** What brings the function back to work that a fault came into. */
enum Recovery {
    /** The events come again until what they ask for is done, as a broker and the function's own queue have it. */
    RETRY {
        @Override
        void finish(FaultEnvironment faultEnvironment, ClaimWorkload claimWorkload) {
            Awaitility.await(claimWorkload + " by retries")
                    .atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofMillis(300))
                    .until(() -> claimWorkload.isDone() || !claimWorkload.deliverAgain());
        }
    },
    /** One sweep and nothing else, once whatever died has left the cluster. */
    SWEEP {
        @Override
        void finish(FaultEnvironment faultEnvironment, ClaimWorkload claimWorkload) {
            faultEnvironment.awaitQuiet();
            faultEnvironment.sweepWell();
            faultEnvironment.cluster().settle();
        }
    };

    /** Returns when there is nothing left to be done. */
    abstract void finish(FaultEnvironment faultEnvironment, ClaimWorkload claimWorkload);
}
