package io.rbdfunctions.kubernetes;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import org.junit.jupiter.api.Test;

class ModelWarmUpTest {
    @Test
    void parsesTheSamples() {
        assertThatCode(new ModelWarmUp(new KubernetesSerialization())::run).doesNotThrowAnyException();
    }
}
