package io.rbdfunctions.operation.check.kubernetes;

import io.rbdfunctions.operation.check.Finding;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What the API server tells about claims that reach the functions. A function that is scaled to zero remembers nothing, but each claim
 * that it handles gets an Event.
 *
 * @param lastReport the time of the newest Event of this provisioner; null if there is none
 * @param waiting the oldest claim that waits for this provisioner; null if none does
 */
record EventEvidence(@Nullable Instant lastReport, @Nullable WaitingClaim waiting) {
    /** An event may be delivered late, and a pod started for it. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** @param name {@code namespace/name} */
    record WaitingClaim(String name, Instant since) {}

    Finding judge(Instant now) {
        if (waiting != null && waiting.since().plus(PATIENCE).isBefore(now) && isSilentSince(waiting.since())) {
            return Finding.failed(
                    "claim %s has waited since %s, and nothing has been reported since about any claim"
                            .formatted(waiting.name(), waiting.since()),
                    "look whether what reports claims is ready: kubectl -n rbd-functions get ksvc,trigger,apiserversource,pingsource, or the pods of overlays/plain");
        }
        return lastReport == null
                ? Finding.skipped(
                        "no claim waits, and the API server has no Event of the functions, which it keeps for an hour: create a claim and repeat the check")
                : Finding.passed("the functions last reported about a claim or a volume at "
                        + lastReport.truncatedTo(ChronoUnit.SECONDS));
    }

    private boolean isSilentSince(Instant time) {
        return lastReport == null || lastReport.isBefore(time);
    }
}
