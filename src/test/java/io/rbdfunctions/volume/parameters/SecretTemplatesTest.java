package io.rbdfunctions.volume.parameters;

import static org.assertj.core.api.Assertions.assertThat;

import io.rbdfunctions.volume.ObjectKey;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.validation.Violation;
import io.rbdfunctions.volume.validation.Violations;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretTemplatesTest {
    private static final ObjectKey CLAIM = ObjectKey.of("shop", "data");
    private static final String PREFIX = "csi.storage.k8s.io/";

    private final Violations violations = new Violations();

    @ParameterizedTest
    @CsvSource({
        "provisioner-secret-name, ${pvc.namespace}-${pvc.name}, shop-data",
        "provisioner-secret-namespace, ${pvc.namespace}, shop",
        "provisioner-secret-namespace, ns-${pv.name}, ns-pvc-1",
        "controller-expand-secret-name, ${pv.name}, pvc-1",
        "node-stage-secret-name, ${pvc.annotations['team.io/key']}, gold",
        "node-publish-secret-name, plain, plain"
    })
    void expandsTheVariablesOfTheExternalProvisioner(String key, String template, String expected) {
        assertThat(expand(key, template, CLAIM)).isEqualTo(expected);
        assertThat(violations.all()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "provisioner-secret-namespace, ${pvc.name}",
        "provisioner-secret-name, ${pvc.annotations['team.io/key']}",
        "node-stage-secret-name, ${pod.name}",
        "node-stage-secret-name, ${pvc.annotations['none']}",
        "node-stage-secret-name, ${}"
    })
    void reportsAVariableThatHasNoValue(String key, String template) {
        expand(key, template, CLAIM);

        assertThat(violations.all()).hasSize(1);
    }

    @Test
    void asksForTheClaim() {
        expand("provisioner-secret-name", "${pvc.name}", null);

        assertThat(violations.all())
                .extracting(Violation::message)
                .containsExactly(
                        "adminSecretName is \"${pvc.name}\", which only the claim of a volume completes: name the"
                                + " claim and its annotation");
    }

    /** What a claim's author writes must not be read as a variable again. */
    @Test
    void doesNotExpandValues() {
        var values = SecretTemplates.valuesOf(new ObjectName("pvc-1"), CLAIM, Map.of("a", "${pvc.namespace}$1"));
        var expanded = SecretTemplates.expand(
                Map.of(PREFIX + "node-stage-secret-name", "${pvc.annotations['a']}"), values, violations);

        assertThat(expanded).containsValue("${pvc.namespace}$1");
    }

    @Test
    void leavesOtherParametersAlone() {
        assertThat(expand("fstype", "${pvc.name}", CLAIM)).isEqualTo("${pvc.name}");
    }

    private @Nullable String expand(String key, String template, @Nullable ObjectKey claim) {
        var values = SecretTemplates.valuesOf(new ObjectName("pvc-1"), claim, Map.of("team.io/key", "gold"));
        return SecretTemplates.expand(Map.of(PREFIX + key, template), values, violations)
                .get(PREFIX + key);
    }
}
