package io.rbdfunctions.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** Checks what the start omits and what it does in the background. */
@QuarkusTest
class LeanStartTest {
    @Inject
    ObjectMapper mapper;

    @Inject
    KubernetesClient client;

    @Test
    void jacksonCreatesDeserializersAndSerializersOnFirstUse() {
        assertThat(mapper.isEnabled(DeserializationFeature.EAGER_DESERIALIZER_FETCH))
                .isFalse();
        assertThat(mapper.isEnabled(SerializationFeature.EAGER_SERIALIZER_FETCH))
                .isFalse();
    }

    @Test
    void theClientDoesNotLoadAllKinds() {
        assertThat(client.getKubernetesSerialization().getRegisteredKubernetesResource("apps/v1", "Deployment"))
                .isNull();
    }

    /** Fails if a new version of Quarkus renames the class, which would disable the warm-up. */
    @Test
    void theConfigurationClassOfTheWarmUpExists() {
        assertThatCode(() -> Class.forName(ClassWarmUp.CONFIGURATION)).doesNotThrowAnyException();
    }

    @Test
    void theWarmUpSerializesAReply() {
        assertThatCode(() -> StartupWarmUp.serializeReply(mapper)).doesNotThrowAnyException();
    }
}
