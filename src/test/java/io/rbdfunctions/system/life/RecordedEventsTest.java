package io.rbdfunctions.system.life;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.rbdfunctions.support.ceph.CephCluster;
import io.rbdfunctions.support.cluster.ApiServer;
import io.rbdfunctions.support.cluster.RecordedEvent;
import io.rbdfunctions.support.cluster.SweepClient;
import io.rbdfunctions.support.cluster.TestCluster;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Replays recorded events while the recorded claim exists: in order, twice, and in any order. */
@QuarkusTest
@WithTestResource(ApiServer.class)
@SuppressWarnings("NullAway.Init")
class RecordedEventsTest {
    private static final String GROWN = "2Gi";

    private final CephCluster ceph = CephCluster.shared();

    private final KubernetesClient client = ApiServer.client();

    private TestCluster cluster;

    @BeforeEach
    void makeCluster() {
        Assumptions.assumeFalse(ApiServer.isReal(), "recorded uids exist in the mock only");
        cluster = new TestCluster(ceph);
        cluster.makeClass(
                builder -> builder.editMetadata()
                        .withName(RecordedEvent.STORAGE_CLASS)
                        .endMetadata(),
                Map.of());
    }

    @AfterEach
    void removeCluster() {
        if (!ApiServer.isReal()) {
            client.persistentVolumeClaims().inNamespace("default").delete();
            cluster.settle();
            cluster.close();
        }
    }

    @Test
    void everyRecordedRequestIsAccepted() {
        assertThat(RecordedEvent.all()).hasSize(20);
        assertThat(RecordedEvent.all())
                .allSatisfy(recordedEvent -> assertThat(recordedEvent.send().statusCode())
                        .as(recordedEvent.name())
                        .isEqualTo(204));
        assertThat(ceph.images(cluster.pool())).isEmpty();
    }

    @ParameterizedTest(name = "{0} times each")
    @ValueSource(ints = {1, 2})
    void eventsInOrderLeaveNoImageBehind(int times) {
        live(RecordedEvent.claimLifecycle().stream()
                .flatMap(recordedEvent -> Collections.nCopies(times, recordedEvent).stream())
                .toList());
    }

    /** The claim is created, expanded and deleted after one third of the events each; a sweep runs in between. */
    private void live(List<RecordedEvent> events) {
        PersistentVolumeClaim claim = cluster.makeClaim(
                RecordedEvent.STORAGE_CLASS,
                builder -> builder.editMetadata()
                        .withNamespace("default")
                        .withName("data-1")
                        .endMetadata());
        int third = events.size() / 3;
        send(events.subList(0, third));
        assertThat(SweepClient.run().statusCode()).isEqualTo(200);
        cluster.bound(claim);
        assertThat(ceph.images(cluster.pool())).hasSize(1);

        cluster.grow(claim, GROWN);
        send(events.subList(third, 2 * third));
        assertThat(SweepClient.run().statusCode()).isEqualTo(200);
        assertThat(ceph.sizeOf(cluster.imageOf(claim))).isEqualTo(2L << 30);
        assertThat(ceph.images(cluster.pool())).hasSize(1);

        var volume = cluster.volumeOf(claim);
        cluster.delete(claim);
        cluster.released(volume);
        send(events.subList(2 * third, events.size()));
        assertThat(SweepClient.run().statusCode()).isEqualTo(200);
        cluster.untilGone(volume);
        assertThat(ceph.images(cluster.pool())).isEmpty();
        SweepClient.Report end = SweepClient.report();
        assertThat(end.orphans()).isEmpty();
        assertThat(end.complete()).isTrue();
    }

    private void send(List<RecordedEvent> events) {
        for (RecordedEvent event : events) {
            assertThat(event.send().statusCode()).as(event.name()).isEqualTo(204);
            cluster.settle();
        }
    }
}
