package io.rbdfunctions.system.life;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.rbdfunctions.support.ceph.Omaps;
import io.rbdfunctions.support.cluster.ApiServer;
import io.rbdfunctions.support.cluster.EventSource;
import io.rbdfunctions.volume.csi.VolumeHandle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A volume that was made under the name of rbd-functions is given to ceph-csi, as {@code docs/migrating.md} describes. */
@QuarkusTest
@WithTestResource(ApiServer.class)
class BackToCephCsiTest extends ClusterTestBase {
    private static final Pattern ANNOTATION =
            Pattern.compile("kubectl annotate (pvc?) .*--overwrite (\\S+)=(rbd\\.csi\\.ceph\\.com)");
    private static final Pattern FINALIZERS = Pattern.compile("if \\. == \"(\\S+)\" then \"(\\S+)\" else");

    private final KubernetesClient client = ApiServer.client();

    @Test
    void cephCsiFindsAllThatItReads() throws IOException {
        PersistentVolumeClaim claim = cluster.handedOver(cluster.makeClaim(cluster.makeCsiClass(Map.of())));
        EventSource.updated(claim);
        cluster.bound(claim);

        goBack(claim);

        PersistentVolume volume = cluster.volumeOf(claim);
        assertThat(volume.getMetadata().getAnnotations())
                .containsEntry("pv.kubernetes.io/provisioned-by", "rbd.csi.ceph.com")
                .containsEntry("volume.kubernetes.io/provisioner-deletion-secret-name", "ceph-admin")
                .containsEntry("volume.kubernetes.io/provisioner-deletion-secret-namespace", cluster.namespace());
        assertThat(volume.getMetadata().getFinalizers())
                .contains("external-provisioner.volume.kubernetes.io/finalizer")
                .doesNotContain("rbdfunctions.io/image");
        // DeleteVolume and ControllerExpandVolume decode the handle, and read the rest from the journal.
        VolumeHandle handle = VolumeHandle.parse(volume.getSpec().getCsi().getVolumeHandle());
        Map<String, String> keys = Omaps.of(ceph, cluster.pool()).of("csi.volume." + handle.uuid());
        assertThat(keys)
                .containsEntry("csi.volname", volume.getMetadata().getName())
                .containsEntry("csi.imagename", ceph.images(cluster.pool()).getFirst())
                .containsKey("csi.imageid");
        assertThat(Omaps.of(ceph, cluster.pool()).of("csi.volumes.default"))
                .containsEntry(
                        "csi.volume." + volume.getMetadata().getName(),
                        handle.uuid().value());
    }

    @Test
    void rbdFunctionsLeavesTheVolumeToCephCsi() throws IOException {
        PersistentVolumeClaim claim = cluster.handedOver(cluster.makeClaim(cluster.makeCsiClass(Map.of())));
        EventSource.updated(claim);
        cluster.bound(claim);
        goBack(claim);
        PersistentVolume volume = cluster.volumeOf(claim);

        EventSource.updated(cluster.grow(claim, "128Mi"));
        cluster.delete(claim);
        EventSource.updated(cluster.released(volume));

        assertThat(cluster.exists(volume)).isTrue();
        assertThat(ceph.sizeOf(
                        cluster.pool() + "/" + ceph.images(cluster.pool()).getFirst()))
                .isEqualTo(64L << 20);
    }

    /** Does what the commands of the page do. */
    private void goBack(PersistentVolumeClaim claim) throws IOException {
        String page = Files.readString(Path.of("docs/migrating.md"));
        List<MatchResult> annotations = ANNOTATION.matcher(page).results().toList();
        assertThat(annotations).extracting(found -> found.group(1)).containsExactly("pv", "pvc");
        MatchResult finalizers = FINALIZERS.matcher(page).results().findFirst().orElseThrow();
        client.resource(cluster.volumeOf(claim))
                .edit(volume -> new PersistentVolumeBuilder(volume)
                        .editMetadata()
                        .addToAnnotations(
                                annotations.getFirst().group(2),
                                annotations.getFirst().group(3))
                        .removeFromFinalizers(finalizers.group(1))
                        .addToFinalizers(finalizers.group(2))
                        .endMetadata()
                        .build());
        cluster.annotate(
                claim, annotations.getLast().group(2), annotations.getLast().group(3));
    }
}
