package io.rbdfunctions.volume.parameters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.rbdfunctions.volume.parameters.SnapshotParameters.SnapshotNames;
import io.rbdfunctions.volume.parameters.SnapshotParameters.Use;
import io.rbdfunctions.volume.validation.Violation;
import io.rbdfunctions.volume.validation.Violations;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SnapshotParametersTest {
    private static final SnapshotNames NAMES = new SnapshotNames("snapcontent-1", "daily", "shop");
    private static final String NAME = "csi.storage.k8s.io/snapshotter-secret-name";
    private static final String NAMESPACE = "csi.storage.k8s.io/snapshotter-secret-namespace";

    private final Violations violations = new Violations();

    @Test
    void theSecretOfTheSnapshotBecomesTheAdminSecret() {
        assertThat(read(Map.of("clusterid", "c1", NAME, "csi-rbd", NAMESPACE, "kube-system")))
                .containsOnly(
                        entry("clusterID", "c1"),
                        entry("adminSecretName", "csi-rbd"),
                        entry("adminSecretNamespace", "kube-system"));
        assertThat(violations.all()).isEmpty();
    }

    @Test
    void ownParametersAreAcceptedToo() {
        Map<String, String> own = Map.of(
                "monitors", "10.0.0.1", "adminId", "snapper", "adminSecretName", "a", "adminSecretNamespace", "b");

        assertThat(read(own)).isEqualTo(own);
        assertThat(violations.all()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        NAME + ", ${volumesnapshotcontent.name}, snapcontent-1",
        NAME + ", ${volumesnapshot.namespace}-${volumesnapshot.name}, shop-daily",
        NAMESPACE + ", ${volumesnapshot.namespace}, shop",
        NAMESPACE + ", of-${volumesnapshotcontent.name}, of-snapcontent-1",
    })
    void variablesAreExpanded(String parameter, String template, String expanded) {
        assertThat(read(Map.of(parameter, template))).containsValue(expanded);
        assertThat(violations.all()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        NAMESPACE + ", ${volumesnapshot.name}, unknown variable",
        NAME + ", ${pvc.name}, unknown variable",
        "csi.storage.k8s.io/provisioner-secret-name, a, found unknown parameter key",
        "imageFeatures, layering, unknown parameter",
        "snapshotNamePrefix, a/b, invalid name prefix",
        NAME + ", A_B, invalid name",
    })
    void aClassWithAnotherParameterIsInvalid(String parameter, String value, String message) {
        SnapshotParameters.check(Map.of(parameter, value), violations);

        assertThat(violations.all())
                .singleElement()
                .extracting(Violation::message)
                .asString()
                .contains(message);
    }

    @Test
    void aParameterInTwoSpellingsIsInvalid() {
        SnapshotParameters.check(Map.of("pool", "a", "POOL", "b"), violations);

        assertThat(violations.all()).hasSize(1);
    }

    @Test
    void toDeleteASnapshotUnknownParametersDoNotMatter() {
        assertThat(SnapshotParameters.readKnown(Map.of("pool", "a", "other", "b"), Use.TAKE, NAMES, violations))
                .isEqualTo(Map.of("pool", "a"));
        assertThat(violations.all()).isEmpty();
    }

    @Test
    void knownParametersAreListed() {
        assertThat(SnapshotParameters.known()).containsAll(List.of("clusterID", "snapshotNamePrefix", NAME));
    }

    private Map<String, String> read(Map<String, String> parameters) {
        return SnapshotParameters.read(parameters, Use.TAKE, NAMES, violations);
    }
}
