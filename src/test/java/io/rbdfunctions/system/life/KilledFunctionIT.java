package io.rbdfunctions.system.life;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.rbdfunctions.support.ceph.CephCluster;
import io.rbdfunctions.support.cluster.EventBroker;
import io.rbdfunctions.support.cluster.EventDelivery;
import io.rbdfunctions.support.cluster.MockApiServer;
import io.rbdfunctions.support.cluster.TestCluster;
import io.rbdfunctions.support.packaged.HttpAnswer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Delivers two events for each of many claims and kills the function meanwhile. After a sweep, every claim has its
 * volume and no image is left over. {@code -Dtest.claims=N} sets the number of claims.
 */
class KilledFunctionIT {
    private static final int CLAIMS = Integer.getInteger("test.claims", 60);
    private static final int KILLS = 5;
    private static final int CONCURRENCY = 16;
    private static final long SEED = 20261124;

    private final CephCluster ceph = CephCluster.shared();
    private final MockApiServer api = MockApiServer.start();
    private final TestCluster cluster = new TestCluster(ceph);
    private final RestartingFunction function = new RestartingFunction(ceph.secrets(), api.functionSettings());
    private final EventBroker broker = new EventBroker(function::address, CONCURRENCY);

    @AfterEach
    void end() {
        function.close();
        cluster.close();
        api.close();
    }

    @Test
    void noClaimIsLostAndNoImageIsLeft() {
        String storageClass = cluster.makeClass();
        List<PersistentVolumeClaim> claims = Stream.generate(() -> cluster.addClaim(storageClass))
                .limit(CLAIMS)
                .toList();
        cluster.settle();

        deliverAmidKills(
                claims.stream().map(cluster::now).map(EventDelivery::of).toList());
        assertThat(sweep().text("/failures")).isEmpty();
        cluster.settle();

        assertThat(cluster.claims())
                .extracting(claim -> claim.getStatus().getPhase())
                .hasSize(CLAIMS)
                .containsOnly("Bound");
        assertThat(ceph.images(cluster.pool()))
                .containsExactlyInAnyOrderElementsOf(
                        cluster.volumes().stream().map(KilledFunctionIT::image).toList());
        assertThat(orphans(sweep())).isZero();

        cluster.deleteClaims();
        deliverAmidKills(cluster.volumes().stream().map(EventDelivery::of).toList());
        assertThat(sweep().text("/failures")).isEmpty();
        cluster.settle();

        assertThat(cluster.volumes()).isEmpty();
        assertThat(ceph.images(cluster.pool())).isEmpty();
        assertThat(orphans(sweep())).isZero();
        assertThat(function.restarts()).isEqualTo(2 * KILLS);
    }

    private void deliverAmidKills(List<EventDelivery> events) {
        List<EventDelivery> twice = new ArrayList<>(events);
        twice.addAll(events);
        Collections.shuffle(twice, new Random(SEED));
        long start = System.nanoTime();
        int before = broker.retries();
        broker.deliver(twice, function.killHook(KILLS, twice.size(), SEED));
        System.out.printf(
                "%d events, %d retries, %d restarts so far, %.1f s%n",
                twice.size(), broker.retries() - before, function.restarts(), (System.nanoTime() - start) / 1e9);
    }

    private HttpAnswer sweep() {
        return function.process().post("sweep", Map.of()).require(200);
    }

    private static int orphans(HttpAnswer report) {
        return report.body().at("/orphans/images").size()
                + report.body().at("/orphans/volumes").size();
    }

    private static String image(PersistentVolume volume) {
        return volume.getSpec().getRbd().getImage();
    }
}
