package io.rbdfunctions.kubernetes.watch;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectionConfig;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElector;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaseLock;
import io.rbdfunctions.volume.ObjectKey;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Elects one of several replicas by a Lease, again and again until it is closed. */
public final class LeaderElection implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(LeaderElection.class);
    /** After this time without a renewal another replica takes the Lease. It looks every one to two seconds. */
    private static final Duration LEASE = Duration.ofSeconds(8);

    private static final Duration RENEW_DEADLINE = Duration.ofSeconds(5);
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final KubernetesClient client;
    private final LeaderElectionConfig config;
    private boolean isClosed;
    private @Nullable LeaderElector elector;
    private CompletableFuture<?> running = CompletableFuture.completedFuture(null);

    private LeaderElection(KubernetesClient client, ObjectKey lease, Runnable elected, Runnable dismissed) {
        this.client = client;
        String identity = "rbd-functions-" + UUID.randomUUID();
        config = new LeaderElectionConfig(
                new LeaseLock(lease.namespace().value(), lease.name().value(), identity),
                LEASE,
                RENEW_DEADLINE,
                RETRY,
                new LeaderCallbacks(elected, dismissed, leader -> LOG.infof("the leader is %s", leader)),
                false,
                lease.toString());
    }

    /**
     * Takes part in the election in the background.
     *
     * @param elected called when this replica becomes the leader; must return quickly
     * @param dismissed called when it stops being the leader; must return quickly
     */
    static LeaderElection start(KubernetesClient client, ObjectKey lease, Runnable elected, Runnable dismissed) {
        LeaderElection election = new LeaderElection(client, lease, elected, dismissed);
        election.elect();
        return election;
    }

    private synchronized void elect() {
        if (isClosed) {
            return;
        }
        elector = client.leaderElector().withConfig(config).build();
        running = elector.start();
        var _ = running.whenComplete((_, _) -> elect());
    }

    /** Gives the Lease back, so that another replica is elected the next time it looks. */
    @Override
    public void close() {
        LeaderElector lastElector;
        CompletableFuture<?> last;
        synchronized (this) {
            isClosed = true;
            lastElector = elector;
            last = running;
        }
        if (lastElector != null) {
            release(lastElector);
        }
        last.cancel(true);
    }

    /** The elector's own release on cancel interrupts a renewal and can then fail silently. */
    private static void release(LeaderElector elector) {
        try {
            elector.release();
        } catch (KubernetesClientException failure) {
            LOG.warnf("the Lease was not given back: %s", failure.getMessage());
        }
    }
}
