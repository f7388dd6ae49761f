package io.rbdfunctions.system.life;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.rbdfunctions.support.ceph.CephCluster;
import io.rbdfunctions.support.cluster.ApiServer;
import io.rbdfunctions.support.cluster.EventSource;
import io.rbdfunctions.support.cluster.TestCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A volume of the in-tree plugin is ignored until it is handed over as {@code docs/migrating.md} describes. */
@QuarkusTest
@WithTestResource(ApiServer.class)
@SuppressWarnings("NullAway.Init")
class HandOverTest {
    private static final String IN_TREE = "kubernetes.io/rbd";
    private static final Pattern ANNOTATION =
            Pattern.compile("kubectl annotate (pvc?) .*--overwrite (\\S+)=rbdfunctions\\.io/rbd");
    private static final Pattern PATCH = Pattern.compile("kubectl patch pv .* --type json -p '([^']+)'");

    private final CephCluster ceph = CephCluster.shared();
    private final String page;

    private TestCluster cluster;
    private KubernetesClient client;
    private PersistentVolumeClaim claim;
    private PersistentVolume volume;

    HandOverTest() throws IOException {
        page = Files.readString(Path.of("docs/migrating.md"));
    }

    @BeforeEach
    void createInTreeVolume() {
        cluster = new TestCluster(ceph);
        client = ApiServer.client();
        PersistentVolumeClaim made = cluster.makeClaim(cluster.makeClass());
        EventSource.updated(cluster.handedOver(made));
        claim = cluster.bound(made);
        annotate(claim, "volume.kubernetes.io/storage-provisioner", IN_TREE);
        annotate(claim, "volume.beta.kubernetes.io/storage-provisioner", IN_TREE);
        client.resource(cluster.volumeOf(claim))
                .edit(volume -> new PersistentVolumeBuilder(volume)
                        .editMetadata()
                        .withAnnotations(Map.of(
                                "pv.kubernetes.io/provisioned-by",
                                IN_TREE,
                                "kubernetes.io/createdby",
                                "rbd-dynamic-provisioner"))
                        .withFinalizers("kubernetes.io/pv-protection")
                        .endMetadata()
                        .build());
        volume = cluster.volumeOf(claim);
    }

    @AfterEach
    void removeCluster() {
        cluster.close();
        client.close();
    }

    @Test
    void aVolumeIsIgnoredBeforeTheHandOver() {
        EventSource.updated(cluster.grow(claim, "96Mi"));
        cluster.delete(claim);
        EventSource.updated(cluster.released(volume));

        assertThat(ceph.sizeOf(cluster.imageOf(claim))).isEqualTo(64L << 20);
    }

    @Test
    void aVolumeExpandsAndIsDeletedWithItsImageAfterTheHandOver() {
        handOver();

        assertGrowsAndIsDeletedWithItsImage();
    }

    /** Old provisioners wrote the monitors with the blanks of their class, and the controller manager its finalizer. */
    @Test
    void aVolumeAsOldProvisionersLeftItIsDeletedToo() {
        client.resource(cluster.now(volume))
                .edit(current -> new PersistentVolumeBuilder(current)
                        .editMetadata()
                        .addToFinalizers("kubernetes.io/pv-controller")
                        .endMetadata()
                        .editSpec()
                        .editRbd()
                        .withMonitors(
                                current.getSpec().getRbd().getMonitors().getFirst(),
                                " " + current.getSpec().getRbd().getMonitors().getFirst())
                        .endRbd()
                        .endSpec()
                        .build());
        handOver();

        assertGrowsAndIsDeletedWithItsImage();
    }

    /** The finalizer matters if a user deletes the volume before the claim. */
    @Test
    void theFinalizerHoldsAManuallyDeletedVolumeAfterTheHandOver() {
        handOver();
        assertThat(cluster.now(volume).getMetadata().getFinalizers())
                .containsExactly("kubernetes.io/pv-protection", "rbdfunctions.io/image");
    }

    private void assertGrowsAndIsDeletedWithItsImage() {
        EventSource.updated(cluster.grow(claim, "96Mi"));
        assertThat(ceph.sizeOf(cluster.imageOf(claim))).isEqualTo(96L << 20);

        cluster.delete(claim);
        EventSource.updated(cluster.released(volume));
        cluster.untilGone(volume);
        assertThat(ceph.images(cluster.pool())).isEmpty();
    }

    private void handOver() {
        List<MatchResult> annotations = ANNOTATION.matcher(page).results().toList();
        assertThat(annotations).extracting(found -> found.group(1)).containsExactly("pv", "pvc");
        annotate(volume, annotations.getFirst().group(2), ApiServer.PROVISIONER);
        annotate(claim, annotations.getLast().group(2), ApiServer.PROVISIONER);
        String patch = PATCH.matcher(page).results().findFirst().orElseThrow().group(1);
        client.resource(cluster.now(volume)).patch(PatchContext.of(PatchType.JSON), patch);
        cluster.settle();
    }

    private void annotate(HasMetadata object, String key, String value) {
        client.resource(cluster.now(object)).edit(current -> {
            current.getMetadata().getAnnotations().put(key, value);
            return current;
        });
    }
}
