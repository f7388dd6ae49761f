package io.rbdfunctions.project.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.storage.VolumeAttributesClass;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.rbdfunctions.operation.OperationsHarness;
import io.rbdfunctions.volume.attributes.VolumeAttributes;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Checks the class in {@code docs/storageclass.md} by the rules of the application. */
class AttributesClassTest {
    private static final Page PAGE = Page.read(Path.of("docs/storageclass.md"));

    @Test
    void theExampleIsValid() {
        var example = Serialization.unmarshal(
                PAGE.blocks().stream()
                        .filter(block -> block.language().equals("yaml"))
                        .findFirst()
                        .orElseThrow()
                        .text(),
                VolumeAttributesClass.class);

        assertThat(example.getKind()).isEqualTo("VolumeAttributesClass");
        assertThat(example.getDriverName()).isEqualTo(OperationsHarness.PROVISIONER);
        assertThat(VolumeAttributes.of(example.getParameters()).metadata()).hasSize(2);
    }
}
