package io.rbdfunctions.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.rbdfunctions.admission.Verdict.Kind;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SnapshotClassReviewTest {
    private final TestAdmission admission = new TestAdmission();

    @AfterEach
    void close() {
        admission.close();
    }

    @Test
    void acceptsValidClass() {
        var valid = snapshotClass(
                ReviewObjects.PROVISIONER,
                Map.of("clusterID", "c1", "csi.storage.k8s.io/snapshotter-secret-name", "${volumesnapshot.name}"));

        assertThat(written(valid)).isEqualTo(new Verdict(null, List.of(), Map.of()));
    }

    @Test
    void acceptsClassWithoutParameters() {
        GenericKubernetesResource empty = snapshotClass(ReviewObjects.PROVISIONER, Map.of());
        empty.getAdditionalProperties().remove("parameters");

        assertThat(written(empty).isAllowed()).isTrue();
    }

    @Test
    void rejectsInvalidClass() {
        Verdict verdict = written(snapshotClass(
                ReviewObjects.PROVISIONER,
                Map.of("csi.storage.k8s.io/provisioner-secret-name", "a", "snapshotNamePrefix", "a/b")));

        assertThat(Objects.requireNonNull(verdict.rejection()).kind()).isEqualTo(Kind.INVALID);
        assertThat(verdict.rejection().message())
                .contains("found unknown parameter key \"csi.storage.k8s.io/provisioner-secret-name\"")
                .contains("invalid name prefix");
    }

    @Test
    void ignoresClassOfAnotherDriver() {
        assertThat(written(snapshotClass("ebs.csi.aws.com", Map.of("type", "io2")))
                        .isAllowed())
                .isTrue();
    }

    private static GenericKubernetesResource snapshotClass(String driver, Map<String, String> parameters) {
        return new GenericKubernetesResourceBuilder()
                .withNewMetadata()
                .withName("csi-snap")
                .endMetadata()
                .addToAdditionalProperties("driver", driver)
                .addToAdditionalProperties("deletionPolicy", "Delete")
                .addToAdditionalProperties("parameters", parameters)
                .build();
    }

    private Verdict written(GenericKubernetesResource snapshotClass) {
        return admission.review(new ObjectChange.SnapshotClassWritten(snapshotClass));
    }
}
