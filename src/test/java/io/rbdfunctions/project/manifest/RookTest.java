package io.rbdfunctions.project.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rbdfunctions.support.manifest.Kustomization;
import io.rbdfunctions.support.manifest.Manifest;
import io.rbdfunctions.support.manifest.ManifestTree;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The example of an installation in place of ceph-csi's controller. */
class RookTest {
    @Test
    void hasTheNameOfTheDriverWhereverItCounts() {
        Manifest deployment = Kustomization.render(ManifestTree.ROOK).stream()
                .filter(manifest -> manifest.is("apps/v1/Deployment"))
                .findFirst()
                .orElseThrow();
        Map<String, String> environment = new TreeMap<>();
        for (JsonNode variable : deployment.list("/spec/template/spec/containers/0/env")) {
            environment.put(
                    variable.path("name").asText(), variable.path("value").asText());
        }

        assertThat(environment)
                .containsEntry("RBD_FUNCTIONS_PROVISIONER", "rook-ceph.rbd.csi.ceph.com")
                .containsEntry("RBD_FUNCTIONS_ATTACHER_DRIVERS", "rook-ceph.rbd.csi.ceph.com")
                .containsEntry("RBD_FUNCTIONS_CSI_CLUSTER_CONFIG", "rook-ceph/rook-ceph-csi-config")
                .containsEntry("RBD_FUNCTIONS_CSI_ROUND_UP", "GiB")
                .containsEntry("RBD_FUNCTIONS_WATCH", "true");
    }
}
