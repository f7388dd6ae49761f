package io.rbdfunctions.operation.provision;

import static org.assertj.core.api.Assertions.assertThat;

import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.validation.Violation;
import io.rbdfunctions.volume.validation.Violations;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ClaimRulesTest {
    private static final Map<String, String> IN_TREE =
            Map.of("monitors", "10.0.0.1:6789", "pool", "kube", "adminSecretName", "a", "userSecretName", "u");

    @Test
    void rejectsAVolumeAttributesClassOnAnInTreeVolume() {
        assertThat(problems("gold", Map.of()))
                .containsExactly(
                        "volumeAttributesClassName: volumeAttributesClassName needs a CSI volume: use a class with clusterID");
        assertThat(problems("gold", Map.of("clusterID", "c1", "nodeStageSecretName", "n")))
                .isEmpty();
    }

    @Test
    void acceptsARadosNamespaceOfACsiVolumeOnly() {
        assertThat(problems(null, Map.of("clusterID", "c1", "nodeStageSecretName", "n", "radosNamespace", "tenant")))
                .isEmpty();
        assertThat(problems(null, Map.of("radosNamespace", "tenant")))
                .containsExactly(
                        "parameters.radosNamespace: radosNamespace needs clusterID: it is for CSI volumes only");
    }

    private static List<String> problems(@Nullable String attributesClass, Map<String, String> more) {
        Map<String, String> parameters = new HashMap<>(IN_TREE);
        parameters.putAll(more);
        Violations violations = new Violations();
        ClaimTerms terms = new ClaimTerms(
                Capacity.ofMebibytes(64),
                List.of("ReadWriteOnce"),
                false,
                false,
                null,
                attributesClass == null ? null : new ObjectName(attributesClass),
                Map.of());
        ClaimRules.check(terms, parameters, violations);
        return violations.all().stream().map(Violation::toString).toList();
    }
}
