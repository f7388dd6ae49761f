package io.rbdfunctions.system.life;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.rbdfunctions.support.ceph.CephCluster;
import io.rbdfunctions.support.cluster.ApiServer;
import io.rbdfunctions.support.cluster.EventSource;
import io.rbdfunctions.support.cluster.TestCluster;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A second Ceph user replaces the first one as {@code docs/operating.md} describes. */
@QuarkusTest
@WithTestResource(ApiServer.class)
@SuppressWarnings("NullAway.Init")
class KeyRotationTest {
    private final CephCluster ceph = CephCluster.shared();
    private final String first = "first-" + UUID.randomUUID();
    private final String second = "second-" + UUID.randomUUID();

    private TestCluster cluster;
    private KubernetesClient client;
    private PersistentVolumeClaim claim;
    private PersistentVolume volume;

    @BeforeEach
    void createVolumeAsFirstUser() {
        cluster = new TestCluster(ceph);
        client = ApiServer.client();
        cluster.changeKey(makeUser(first));
        String storageClass = cluster.makeClass(builder -> builder, Map.of("adminId", first));
        PersistentVolumeClaim made = cluster.makeClaim(storageClass);
        EventSource.updated(cluster.handedOver(made));
        claim = cluster.bound(made);
        volume = cluster.volumeOf(claim);
    }

    private String makeUser(String name) {
        return ceph.makeUser(name, List.of("mon", "profile rbd", "osd", "profile rbd pool=" + cluster.pool()));
    }

    @AfterEach
    void removeCluster() {
        cluster.close();
        client.close();
    }

    @Test
    void aVolumeThatNamesTheSecondUserIsDeletedWithTheKeyOfThatUser() {
        cluster.changeKey(makeUser(second));
        client.resource(cluster.now(volume))
                .edit(current -> new PersistentVolumeBuilder(current)
                        .editMetadata()
                        .addToAnnotations("rbdfunctions.io/admin-id", second)
                        .endMetadata()
                        .build());

        cluster.delete(claim);
        EventSource.updated(cluster.released(volume));

        cluster.untilGone(volume);
        assertThat(ceph.images(cluster.pool())).isEmpty();
    }

    /** The volume must name its user, because the key of one user does not work for another. */
    @Test
    void aVolumeThatNamesTheFirstUserWaitsForTheChange() {
        cluster.changeKey(makeUser(second));

        cluster.delete(claim);
        EventSource.updated(cluster.released(volume));

        assertThat(cluster.events(volume)).anySatisfy(event -> {
            assertThat(event.getReason()).isEqualTo("VolumeFailedDelete");
            assertThat(event.getMessage()).contains("check adminId, its key and its capabilities");
        });
        assertThat(ceph.exists(cluster.imageOf(claim))).isTrue();
    }
}
