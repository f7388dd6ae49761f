package io.rbdfunctions.function;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** What is left out of the start, since no first request needs it. */
@QuarkusTest
class LeanStartTest {
    @Inject
    ObjectMapper mapper;

    @Inject
    KubernetesClient client;

    @Test
    void aTypeIsLookedIntoWhenItIsFirstRead() {
        assertThat(mapper.isEnabled(DeserializationFeature.EAGER_DESERIALIZER_FETCH))
                .isFalse();
        assertThat(mapper.isEnabled(SerializationFeature.EAGER_SERIALIZER_FETCH))
                .isFalse();
    }

    @Test
    void noKindsAreLoadedToBeKnownByName() {
        assertThat(client.getKubernetesSerialization().getRegisteredKubernetesResource("apps/v1", "Deployment"))
                .isNull();
    }
}
