package io.rbdfunctions.system.life;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.rbdfunctions.support.cluster.ApiServer;
import io.rbdfunctions.support.cluster.EventSource;
import io.rbdfunctions.support.cluster.SweepClient;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Volumes whose phase or whose image is not theirs alone. The tests write what the controller manager would. */
@QuarkusTest
@WithTestResource(ApiServer.class)
class VolumeLifeTest extends ClusterTestBase {
    private final KubernetesClient client = ApiServer.client();

    @BeforeEach
    void requireMock() {
        Assumptions.assumeFalse(ApiServer.isReal(), "its controller manager would change the phases");
    }

    @ParameterizedTest(name = "deleted by the user first: {0}")
    @ValueSource(booleans = {false, true})
    void aFailedVolumeIsDeletedWithItsImage(boolean isDeleted) {
        PersistentVolumeClaim claim = boundClaim();
        PersistentVolume volume = cluster.volumeOf(claim);
        addFinalizer(volume, "kubernetes.io/pv-controller");
        cluster.delete(claim);
        PersistentVolume failed = phase(volume, "Failed");
        if (isDeleted) {
            client.resource(failed).delete();
        }

        EventSource.updated(cluster.now(failed));

        dropProtection(volume);
        assertThat(client.resource(volume).get()).isNull();
        assertThat(ceph.images(cluster.pool())).isEmpty();
    }

    @Test
    void aFailedVolumeWithALivingClaimKeepsItsImage() {
        PersistentVolumeClaim claim = boundClaim();

        EventSource.updated(phase(cluster.volumeOf(claim), "Failed"));

        assertThat(ceph.images(cluster.pool())).hasSize(1);
    }

    @Test
    void anImageOfTwoVolumesIsKeptUntilOneIsLeft() {
        PersistentVolumeClaim claim = boundClaim();
        PersistentVolume first = cluster.volumeOf(claim);
        PersistentVolume second = restored(first);
        cluster.delete(claim);

        EventSource.updated(cluster.released(first));
        assertThat(SweepClient.report().failures()).hasSize(1);

        assertThat(ceph.images(cluster.pool())).hasSize(1);
        assertThat(List.of(first, second))
                .allSatisfy(volume -> assertThat(cluster.events(volume)).anySatisfy(event -> {
                    assertThat(event.getReason()).isEqualTo("VolumeFailedDelete");
                    assertThat(event.getMessage()).contains("has the same");
                }));

        client.resource(cluster.now(second)).delete();
        EventSource.updated(phase(second, "Released"));
        EventSource.updated(cluster.now(first));

        dropProtection(second);
        cluster.untilGone(first);
        assertThat(client.resource(second).get()).isNull();
        assertThat(ceph.images(cluster.pool())).isEmpty();
    }

    @Test
    void failedVolumesOfOneImageAreDeletedWithItWhenBothClaimsAreGone() {
        PersistentVolume first = cluster.volumeOf(boundClaim());
        PersistentVolume second = restored(first);
        cluster.deleteClaims();
        phase(first, "Failed");
        phase(second, "Failed");

        assertThat(SweepClient.report().failures()).isEmpty();

        dropProtection(first);
        dropProtection(second);
        assertThat(client.resource(first).get()).isNull();
        assertThat(client.resource(second).get()).isNull();
        assertThat(ceph.images(cluster.pool())).isEmpty();
    }

    @Test
    void anImageIsKeptForAFailedVolumeWithALivingClaim() {
        PersistentVolumeClaim claim = boundClaim();
        PersistentVolume first = cluster.volumeOf(claim);
        PersistentVolume second = restored(first);
        cluster.delete(claim);
        phase(second, "Failed");

        EventSource.updated(phase(first, "Failed"));

        assertThat(cluster.reasons(first)).contains("VolumeFailedDelete");
        assertThat(cluster.exists(second)).isTrue();
        assertThat(ceph.images(cluster.pool())).hasSize(1);
    }

    @Test
    void aVolumeOfASharedImageCanBeRemovedAlone() {
        PersistentVolumeClaim claim = boundClaim();
        PersistentVolume first = cluster.volumeOf(claim);
        restored(first);
        cluster.delete(claim);
        EventSource.updated(cluster.released(first));

        client.resource(cluster.now(first))
                .edit(volume -> new PersistentVolumeBuilder(volume)
                        .editSpec()
                        .withPersistentVolumeReclaimPolicy("Retain")
                        .endSpec()
                        .build());
        cluster.delete(first);
        EventSource.updated(cluster.now(first));

        cluster.untilGone(first);
        assertThat(ceph.images(cluster.pool())).hasSize(1);
    }

    @Test
    void aClaimForAPopulatorIsLeftToIt() {
        PersistentVolumeClaim claim = cluster.makeClaim(
                cluster.makeClass(),
                builder -> builder.editSpec()
                        .withNewDataSourceRef("example.com", "Backup", "b", null)
                        .endSpec());

        EventSource.updated(cluster.handedOver(claim));

        assertThat(SweepClient.report().failures()).isEmpty();
        assertThat(cluster.events(claim)).singleElement().satisfies(event -> {
            assertThat(event.getType()).isEqualTo("Normal");
            assertThat(event.getMessage()).isEqualTo("Assuming an external populator will provision the volume");
        });
        assertThat(ceph.images(cluster.pool())).isEmpty();
    }

    @Test
    void theClassOfTheOldAnnotationIsUsed() {
        PersistentVolumeClaim claim = cluster.makeClaim(
                "",
                builder -> builder.editMetadata()
                        .addToAnnotations("volume.beta.kubernetes.io/storage-class", cluster.makeClass())
                        .endMetadata()
                        .editSpec()
                        .withStorageClassName(null)
                        .endSpec());

        EventSource.updated(cluster.handedOver(claim));

        cluster.bound(claim);
        assertThat(ceph.images(cluster.pool())).hasSize(1);
    }

    private PersistentVolumeClaim boundClaim() {
        PersistentVolumeClaim claim = cluster.makeClaim(cluster.makeClass());
        EventSource.updated(cluster.handedOver(claim));
        return cluster.bound(claim);
    }

    /** A second volume with the same image, bound to another claim, as a backup tool creates it. */
    private PersistentVolume restored(PersistentVolume volume) {
        PersistentVolumeClaim other = client.resource(cluster.addClaim("none")).get();
        PersistentVolume copy = cluster.create(new PersistentVolumeBuilder(volume)
                .editMetadata()
                .withName(volume.getMetadata().getName() + "-restored")
                .withUid(null)
                .withResourceVersion(null)
                .endMetadata()
                .editSpec()
                .editClaimRef()
                .withName(other.getMetadata().getName())
                .withUid(other.getMetadata().getUid())
                .endClaimRef()
                .endSpec()
                .build());
        return phase(copy, "Bound");
    }

    private PersistentVolume phase(PersistentVolume volume, String phase) {
        return client.resource(cluster.now(volume))
                .editStatus(current -> new PersistentVolumeBuilder(current)
                        .editOrNewStatus()
                        .withPhase(phase)
                        .endStatus()
                        .build());
    }

    private void addFinalizer(PersistentVolume volume, String finalizer) {
        client.resource(cluster.now(volume))
                .edit(current -> new PersistentVolumeBuilder(current)
                        .editMetadata()
                        .addToFinalizers(finalizer)
                        .endMetadata()
                        .build());
    }

    /** As the controller manager does with a deleted volume that is not bound. */
    private void dropProtection(PersistentVolume volume) {
        PersistentVolume now = client.resource(volume).get();
        if (now != null) {
            assertThat(now.getMetadata().getFinalizers()).containsOnly("kubernetes.io/pv-protection");
            client.resource(now)
                    .edit(current -> new PersistentVolumeBuilder(current)
                            .editMetadata()
                            .withFinalizers(List.of())
                            .endMetadata()
                            .build());
        }
    }
}
