package io.rbdfunctions.project.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.rbdfunctions.operation.OperationsHarness;
import io.rbdfunctions.operation.storageclass.PlacementParameters;
import io.rbdfunctions.support.admission.AdmissionPolicy;
import io.rbdfunctions.support.admission.CelEvaluator;
import io.rbdfunctions.volume.validation.Violations;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Checks the classes in {@code docs/topology.md} by the rules of the application and by the admission policy. */
class TopologyPageTest {
    private static final AdmissionPolicy POLICY = AdmissionPolicy.of("rbd-functions-classes");

    @Test
    void theExamplesAreValid() {
        List<String> examples = Page.read(Path.of("docs/topology.md")).blocks().stream()
                .filter(block -> block.language().equals("yaml"))
                .map(Block::text)
                .toList();

        assertThat(examples).hasSize(3).allSatisfy(example -> {
            StorageClass read = Serialization.unmarshal(example, StorageClass.class);
            assertThat(read.getProvisioner()).isEqualTo(OperationsHarness.PROVISIONER);
            assertThat(violations(read.getParameters()).all()).isEmpty();
            assertThat(POLICY.objections(Map.of("object", CelEvaluator.value(example))))
                    .isEmpty();
        });
    }

    /** The monitors come from the configuration of ceph-csi. */
    private static Violations violations(Map<String, String> ofClass) {
        Map<String, String> parameters = new HashMap<>(ofClass);
        parameters.put("monitors", "10.0.7.52:6789");
        Violations violations = new Violations();
        PlacementParameters.checkClass(parameters, violations);
        return violations;
    }
}
