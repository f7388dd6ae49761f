package io.rbdfunctions.project.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.rbdfunctions.support.manifest.ContainerEnvironment;
import io.rbdfunctions.support.manifest.Kustomization;
import io.rbdfunctions.support.manifest.Manifest;
import io.rbdfunctions.support.manifest.ManifestTree;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The example of an installation in place of ceph-csi's controller. */
class RookTest {
    @Test
    void hasTheNameOfTheDriverWhereverItCounts() {
        List<Manifest> manifests = Kustomization.render(ManifestTree.ROOK);
        Manifest deployment = manifests.stream()
                .filter(manifest -> manifest.is("apps/v1/Deployment"))
                .findFirst()
                .orElseThrow();

        assertThat(ContainerEnvironment.of(deployment, manifests))
                .containsEntry("RBD_FUNCTIONS_PROVISIONER", "rook-ceph.rbd.csi.ceph.com")
                .containsEntry("RBD_FUNCTIONS_ATTACHER_DRIVERS", "rook-ceph.rbd.csi.ceph.com")
                .containsEntry("RBD_FUNCTIONS_CSI_CLUSTER_CONFIG", "rook-ceph/rook-ceph-csi-config")
                .containsEntry("RBD_FUNCTIONS_CSI_ROUND_UP", "GiB")
                .containsEntry("RBD_FUNCTIONS_WATCH", "true");
    }
}
