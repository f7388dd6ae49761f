package io.rbdfunctions.system.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.rbdfunctions.support.cluster.ApiServer;
import io.rbdfunctions.support.packaged.FunctionProcess;
import java.time.Duration;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Of two replicas one works; the other takes over. */
class ElectedReplicaIT extends WatchTestBase {
    private static final String LEASE = "rbd-functions";
    private final KubernetesClient client = ApiServer.client();

    @Test
    void anotherReplicaTakesOverFromAKilledOne() {
        FunctionProcess leader = startReplica();
        String first = awaitLeaderOtherThan("");
        startReplica();
        addClaims(5);
        awaitAllBound(5);

        leader.kill();
        addClaims(5);
        awaitLeaderOtherThan(first);
        awaitAllBound(10);
        assertThat(ceph.images(cluster.pool())).containsExactlyInAnyOrderElementsOf(imagesOfVolumes());
    }

    @Test
    void aReplicaThatIsStoppedGivesTheLeaseBack() {
        FunctionProcess leader = startReplica();
        awaitLeaderOtherThan("");
        leader.terminate();
        leader.awaitEnd(Duration.ofSeconds(20));

        // Expired for the other replicas at their next look.
        assertThat(lease().orElseThrow().getSpec().getLeaseDurationSeconds()).isEqualTo(1);
        startReplica();
        addClaims(1);
        awaitAllBound(1);
    }

    private FunctionProcess startReplica() {
        return startFunction("rbd-functions.watch.lease=" + LEASE, "kubernetes.namespace=" + cluster.namespace());
    }

    private String awaitLeaderOtherThan(String other) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(15))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> !holder().isEmpty() && !holder().equals(other));
        return holder();
    }

    private String holder() {
        return lease().map(found -> found.getSpec().getHolderIdentity()).orElse("");
    }

    private Optional<Lease> lease() {
        return Optional.ofNullable(
                client.leases().inNamespace(cluster.namespace()).withName(LEASE).get());
    }
}
