package io.rbdfunctions.system.life;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Quantity;
import io.rbdfunctions.support.ceph.CephCluster;
import io.rbdfunctions.support.ceph.Omaps;
import io.rbdfunctions.support.cluster.EventBroker;
import io.rbdfunctions.support.cluster.EventDelivery;
import io.rbdfunctions.support.cluster.MockApiServer;
import io.rbdfunctions.support.cluster.TestCluster;
import io.rbdfunctions.support.packaged.FunctionProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two replicas receive events for the same claims and volumes at the same time. */
class TwoReplicasIT {
    private static final int CLAIMS = 30;
    private static final int AT_ONCE = 8;

    private final CephCluster ceph = CephCluster.shared();
    private final MockApiServer api = MockApiServer.start();
    private final TestCluster cluster = new TestCluster(ceph);
    private final FunctionProcess one = replica("one");
    private final FunctionProcess other = replica("other");

    private FunctionProcess replica(String name) {
        return FunctionProcess.start(Path.of("target", "two-replicas", name), ceph.secrets(), api.functionSettings());
    }

    @AfterEach
    void end() {
        one.close();
        other.close();
        cluster.close();
        api.close();
    }

    @ParameterizedTest(name = "dynamic volumes: {0}")
    @ValueSource(booleans = {false, true})
    void concurrentReplicasReconcileEachObjectOnce(boolean isDynamic) {
        String storageClass = isDynamic ? cluster.makeCsiClass(Map.of()) : cluster.makeClass();
        List<PersistentVolumeClaim> claims = Stream.generate(() -> cluster.addClaim(storageClass))
                .limit(CLAIMS)
                .toList();
        cluster.settle();
        deliverToBoth(cluster.claims());
        cluster.settle();
        assertThat(cluster.claims())
                .extracting(claim -> claim.getStatus().getPhase())
                .containsOnly("Bound");
        assertThat(ceph.images(cluster.pool())).hasSize(CLAIMS);
        assertThat(cluster.volumes()).hasSize(CLAIMS);
        assertThat(journal().objects("csi.volume.")).hasSize(isDynamic ? CLAIMS : 0);

        deliverToBoth(claims.stream().map(claim -> cluster.grow(claim, "128Mi")).toList());
        assertThat(cluster.volumes())
                .allSatisfy(volume ->
                        assertThat(volume.getSpec().getCapacity()).containsEntry("storage", new Quantity("128Mi")));
        assertThat(ceph.rbd("ls", "-l", cluster.pool())
                        .orFail()
                        .stdout()
                        .lines()
                        .filter(line -> line.contains("128 MiB")))
                .hasSize(CLAIMS);

        cluster.deleteClaims();
        deliverToBoth(cluster.volumes());
        cluster.settle();
        assertThat(cluster.volumes()).isEmpty();
        assertThat(ceph.images(cluster.pool())).isEmpty();
        assertThat(journal().objects("csi.volume.")).isEmpty();
    }

    private Omaps journal() {
        return Omaps.of(ceph, cluster.pool());
    }

    private void deliverToBoth(List<? extends HasMetadata> objects) {
        List<EventDelivery> events = objects.stream().map(EventDelivery::of).toList();
        CompletableFuture.allOf(told(one, events), told(other, events)).join();
    }

    private static CompletableFuture<Void> told(FunctionProcess replica, List<EventDelivery> events) {
        return CompletableFuture.runAsync(() -> new EventBroker(replica::address, AT_ONCE).deliver(events, () -> {}));
    }
}
