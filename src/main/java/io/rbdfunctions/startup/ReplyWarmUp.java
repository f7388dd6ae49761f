package io.rbdfunctions.startup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.rbdfunctions.function.reply.ProvisionReply;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/** Serializes a sample reply, so that Jackson creates its serializers before the first request needs them. */
@Singleton
final class ReplyWarmUp {
    private static final String SAMPLE = "sample";

    private final ObjectMapper mapper;

    ReplyWarmUp(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    void run() {
        ProvisionReply reply = new ProvisionReply(SAMPLE, SAMPLE, SAMPLE, volume(), List.of(SAMPLE));
        try {
            String text = mapper.writerFor(ProvisionReply.class).writeValueAsString(reply);
            Logger.getLogger(ReplyWarmUp.class).debugf("serialized a sample reply of %d characters", text.length());
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static PersistentVolume volume() {
        return new PersistentVolumeBuilder()
                .withNewMetadata()
                .withName(SAMPLE)
                .withAnnotations(Map.of(SAMPLE, SAMPLE))
                .withFinalizers(SAMPLE)
                .endMetadata()
                .withNewSpec()
                .withAccessModes(SAMPLE)
                .withCapacity(Map.of("storage", new Quantity("1")))
                .withNewRbd()
                .withImage(SAMPLE)
                .withMonitors(SAMPLE)
                .withNewSecretRef(SAMPLE, SAMPLE)
                .endRbd()
                .endSpec()
                .build();
    }
}
