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

/** What is left out of the start, since no first request needs it, and what is done beside it. */
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

    /** Were it called otherwise in another version of Quarkus, it would be set up by the start itself, unnoticed. */
    @Test
    void theConfigurationThatIsSetUpBeforehandIsThere() {
        assertThatCode(() -> Class.forName(ValueWarmUp.CONFIGURATION)).doesNotThrowAnyException();
    }

    @Test
    void whatIsWrittenBeforehandCanBeWritten() {
        assertThatCode(new ReplyWarmUp(mapper)::run).doesNotThrowAnyException();
    }
}
