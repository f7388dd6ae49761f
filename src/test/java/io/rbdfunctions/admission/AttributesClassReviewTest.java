package io.rbdfunctions.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fabric8.kubernetes.api.model.storage.VolumeAttributesClass;
import io.fabric8.kubernetes.api.model.storage.VolumeAttributesClassBuilder;
import io.rbdfunctions.admission.Verdict.Kind;
import io.rbdfunctions.operation.TestOperations;
import io.rbdfunctions.operation.attributes.AttributesClasses;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.validation.InvalidRequestException;
import io.rbdfunctions.volume.validation.Violation;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AttributesClassReviewTest {
    private final TestAdmission admission = new TestAdmission();

    @AfterEach
    void close() {
        admission.close();
    }

    @Test
    void acceptsValidClass() {
        VolumeAttributesClass valid = gold(Map.of("maxReadIops", "500", "conf_rbd_qos_iops_limit", ""));

        assertThat(created(valid)).isEqualTo(new Verdict(null, List.of(), Map.of()));
    }

    @Test
    void acceptsClassWithoutParameters() {
        VolumeAttributesClass empty = new VolumeAttributesClassBuilder(gold(Map.of()))
                .withParameters(null)
                .build();

        assertThat(created(empty).isAllowed()).isTrue();
    }

    @Test
    void rejectsInvalidClassWithTheWordsOfReconciliation() {
        VolumeAttributesClass invalid = gold(Map.of("iops", "500", "maxReadBps", "1Ki", "maxWriteBps", "1"));
        admission.has(invalid);

        Verdict verdict = created(invalid);

        assertThat(Objects.requireNonNull(verdict.rejection()).kind()).isEqualTo(Kind.INVALID);
        assertThat(verdict.rejection().message())
                .isEqualTo(reconciliation().violations().stream()
                        .map(Violation::toString)
                        .collect(Collectors.joining("; ")));
        assertThat(verdict.auditAnnotations()).containsEntry("fields", "parameters.iops,parameters.maxReadBps");
    }

    @Test
    void ignoresClassOfAnotherDriver() {
        VolumeAttributesClass foreign = new VolumeAttributesClassBuilder(gold(Map.of("type", "io2")))
                .withDriverName("ebs.csi.aws.com")
                .build();

        assertThat(created(foreign).isAllowed()).isTrue();
    }

    private InvalidRequestException reconciliation() {
        AttributesClasses classes = new AttributesClasses(admission.api().cache(), TestOperations.config());
        return catchThrowableOfType(InvalidRequestException.class, () -> classes.resolve(new ObjectName("gold")));
    }

    private static VolumeAttributesClass gold(Map<String, String> parameters) {
        return new VolumeAttributesClassBuilder()
                .withNewMetadata()
                .withName("gold")
                .endMetadata()
                .withDriverName(ReviewObjects.PROVISIONER)
                .withParameters(parameters)
                .build();
    }

    private Verdict created(VolumeAttributesClass attributesClass) {
        return admission.review(new ObjectChange.AttributesClassCreated(attributesClass));
    }
}
