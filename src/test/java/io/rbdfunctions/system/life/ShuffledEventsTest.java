package io.rbdfunctions.system.life;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.rbdfunctions.support.ceph.CephCluster;
import io.rbdfunctions.support.cluster.ApiServer;
import io.rbdfunctions.support.cluster.EventBroker;
import io.rbdfunctions.support.cluster.EventDelivery;
import io.rbdfunctions.support.cluster.RecordedEvent;
import io.rbdfunctions.support.cluster.SweepClient;
import io.rbdfunctions.support.cluster.TestCluster;
import io.restassured.RestAssured;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Delivers the recorded events of a claim's events twice each, in a different order for each of many concurrent claims.
 * {@code -Dtest.orders=60} sets the number of orders.
 */
@QuarkusTest
@WithTestResource(ApiServer.class)
@SuppressWarnings("NullAway.Init")
class ShuffledEventsTest {
    private static final int ORDERS = Integer.getInteger("test.orders", 50);
    private static final int CONCURRENCY = 8;
    private static final int PARTS = 3;
    /** The number of events between two runs of the controller manager. */
    private static final int EVENTS_PER_RECONCILIATION = 4;

    private final CephCluster ceph = CephCluster.shared();
    private final Map<PersistentVolumeClaim, List<EventDelivery>> orders = new LinkedHashMap<>();
    private final EventBroker broker = new EventBroker(() -> "http://localhost:" + RestAssured.port, CONCURRENCY);
    private TestCluster cluster;

    @BeforeEach
    void makeClaims() {
        cluster = new TestCluster(ceph);
        String storageClass = cluster.makeClass();
        List<RecordedEvent> events = new ArrayList<>(RecordedEvent.claimLifecycle());
        events.addAll(RecordedEvent.claimLifecycle());
        IntStream.range(0, ORDERS).forEach(seed -> {
            PersistentVolumeClaim claim = cluster.addClaim(storageClass);
            List<EventDelivery> order = new ArrayList<>(
                    events.stream().map(event -> event.about(claim)).toList());
            Collections.shuffle(order, new Random(seed));
            orders.put(claim, order);
        });
        cluster.settle();
    }

    @AfterEach
    void removeCluster() {
        cluster.close();
    }

    /** The claims are created, expanded and deleted after one third of the events each; a sweep runs in between. */
    @Test
    void noImageIsLeftOrLostInAnyOrderOfEvents() {
        deliverPart(0);
        assertThat(SweepClient.report().failures()).isEmpty();
        cluster.settle();
        assertThat(cluster.claims())
                .extracting(claim -> claim.getStatus().getPhase())
                .containsOnly("Bound");
        assertThat(ceph.images(cluster.pool())).hasSize(ORDERS);

        orders.keySet().forEach(claim -> cluster.grow(claim, "2Gi"));
        deliverPart(1);
        assertThat(SweepClient.report().failures()).isEmpty();
        assertThat(ceph.rbd("ls", "-l", cluster.pool())
                        .orFail()
                        .stdout()
                        .lines()
                        .filter(line -> line.contains("2 GiB")))
                .hasSize(ORDERS);

        cluster.deleteClaims();
        deliverPart(2);
        assertThat(SweepClient.report().failures()).isEmpty();
        cluster.settle();
        assertThat(cluster.volumes()).isEmpty();
        assertThat(ceph.images(cluster.pool())).isEmpty();
        assertThat(SweepClient.report().orphans()).isEmpty();
    }

    private void deliverPart(int part) {
        try (ExecutorService threads = Executors.newFixedThreadPool(CONCURRENCY)) {
            List<CompletableFuture<Void>> all = new ArrayList<>();
            orders.forEach((claim, order) -> {
                int size = order.size();
                List<EventDelivery> events = order.subList(part * size / PARTS, (part + 1) * size / PARTS);
                all.add(CompletableFuture.runAsync(() -> deliver(claim, events), threads));
            });
            all.forEach(CompletableFuture::join);
        }
    }

    private void deliver(PersistentVolumeClaim claim, List<EventDelivery> events) {
        for (int i = 0; i < events.size(); i++) {
            broker.deliver(events.get(i));
            if (i % EVENTS_PER_RECONCILIATION == EVENTS_PER_RECONCILIATION - 1) {
                cluster.settle(claim);
            }
        }
    }
}
