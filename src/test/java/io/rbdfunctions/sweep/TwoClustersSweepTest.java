package io.rbdfunctions.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.rbdfunctions.kubernetes.TestApi;
import io.rbdfunctions.kubernetes.secret.Secrets;
import io.rbdfunctions.rbd.engine.TestEngine;
import io.rbdfunctions.rbd.librbd.Librbd;
import io.rbdfunctions.support.SecondLane;
import io.rbdfunctions.support.ceph.CephCluster;
import io.rbdfunctions.sweep.cluster.SearchedCluster;
import io.rbdfunctions.volume.ceph.CephCredentials;
import io.rbdfunctions.volume.ceph.CephKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A sweep over two Ceph clusters with pools of the same names. */
@SecondLane
class TwoClustersSweepTest {
    private final CephCluster first = CephCluster.shared();
    private final CephCluster second = CephCluster.fresh();
    private final TestApi api = new TestApi();
    private final Librbd librbd = TestEngine.librbd();
    private final Secrets secrets = secret ->
            new CephCredentials(null, new CephKey((secret.name().value().equals("c1") ? first : second).adminKey()));
    private final TestSweeps sweeps =
            new TestSweeps(TestEngine.over(librbd, Duration.ofMillis(500)), TestEngine.objects(librbd), secrets, api);
    private final List<String> pools =
            Stream.generate(first::freshPool).limit(2).toList();
    private final String orphan = "csi-vol-" + UUID.randomUUID();

    @AfterEach
    void close() {
        librbd.close();
        api.close();
        second.close();
    }

    @Test
    void tellsPoolsOfTheSameNameApart() {
        fill();

        Orphans orphans = sweeps.search();

        assertThat(orphans.unreachable()).isEmpty();
        assertThat(orphans.images())
                .containsExactlyInAnyOrder(
                        "%s/%s (cluster c1)".formatted(pools.getFirst(), orphan),
                        "%s/%s (cluster c2)".formatted(pools.getFirst(), orphan));
        assertThat(orphans.clusters())
                .containsExactly(new SearchedCluster("c1", 2, 0), new SearchedCluster("c2", 2, 0));
    }

    /** The sweep waits for the silent cluster once, not for each of its pools. */
    @Test
    void aSilentClusterIsReportedAndTheOtherIsSearched() {
        fill();
        second.stopMon();
        second.stopOsd();

        Orphans orphans = sweeps.search();

        assertThat(orphans.images()).containsExactly("%s/%s (cluster c1)".formatted(pools.getFirst(), orphan));
        assertThat(orphans.unreachable())
                .hasSize(2)
                .anySatisfy(text -> assertThat(text)
                        .matches("pool-.* \\(cluster c2\\): .*couldn't connect to the cluster.*%s.*"
                                .formatted(second.monitors())))
                .anySatisfy(text ->
                        assertThat(text).endsWith(" (cluster c2): left out, because its cluster does not answer"));
        assertThat(orphans.clusters())
                .containsExactly(new SearchedCluster("c1", 2, 0), new SearchedCluster("c2", 2, 2));
    }

    private void fill() {
        pools.forEach(second::createPool);
        String image = pools.getFirst() + "/" + orphan;
        List.of(first, second).forEach(ceph -> ceph.createImage(image, 4));
        pools.forEach(pool -> {
            sweeps.putClass("first-" + pool, parameters("c1", first, pool));
            sweeps.putClass("second-" + pool, parameters("c2", second, pool));
        });
    }

    private static Map<String, String> parameters(String cluster, CephCluster ceph, String pool) {
        return Map.of(
                "monitors",
                ceph.monitors(),
                "clusterID",
                cluster,
                "pool",
                pool,
                "adminSecretName",
                cluster,
                "nodeStageSecretName",
                "stage");
    }
}
