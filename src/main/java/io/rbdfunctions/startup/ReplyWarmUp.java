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

/** Writes a reply to nobody, so that the mapper finds out how one is written while the first request is being met. */
@Singleton
final class ReplyWarmUp {
    private static final String ANY = "any";

    private final ObjectMapper mapper;

    ReplyWarmUp(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    void run() {
        ProvisionReply reply = new ProvisionReply(ANY, ANY, ANY, volume(), List.of(ANY));
        try {
            String text = mapper.writerFor(ProvisionReply.class).writeValueAsString(reply);
            Logger.getLogger(ReplyWarmUp.class).debugf("a reply of %d characters", text.length());
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static PersistentVolume volume() {
        return new PersistentVolumeBuilder()
                .withNewMetadata()
                .withName(ANY)
                .withAnnotations(Map.of(ANY, ANY))
                .withFinalizers(ANY)
                .endMetadata()
                .withNewSpec()
                .withAccessModes(ANY)
                .withCapacity(Map.of("storage", new Quantity("1")))
                .withNewRbd()
                .withImage(ANY)
                .withMonitors(ANY)
                .withNewSecretRef(ANY, ANY)
                .endRbd()
                .endSpec()
                .build();
    }
}
