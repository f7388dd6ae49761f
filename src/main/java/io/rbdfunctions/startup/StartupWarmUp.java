package io.rbdfunctions.startup;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.PersistentVolumeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.rbdfunctions.function.reply.ProvisionReply;
import io.rbdfunctions.kubernetes.ModelWarmUp;
import io.rbdfunctions.rbd.engine.EngineState;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/** Initializes the Kubernetes client, librbd and the serializers of a reply, without any request. */
@Singleton
final class StartupWarmUp {
    private final ModelWarmUp models;
    private final EngineState engine;
    private final ObjectMapper mapper;

    StartupWarmUp(ModelWarmUp models, EngineState engine, ObjectMapper mapper) {
        this.models = models;
        this.engine = engine;
        this.mapper = mapper;
    }

    void run() {
        models.run();
        engine.warmUp();
        serializeReply(mapper);
    }

    static void serializeReply(ObjectMapper mapper) {
        String any = "any";
        var volume = new PersistentVolumeBuilder()
                .withNewMetadata()
                .withName(any)
                .withAnnotations(Map.of(any, any))
                .withFinalizers(any)
                .endMetadata()
                .withNewSpec()
                .withAccessModes(any)
                .withCapacity(Map.of("storage", new Quantity("1")))
                .withNewRbd()
                .withImage(any)
                .withMonitors(any)
                .withNewSecretRef(any, any)
                .endRbd()
                .endSpec()
                .build();
        mapper.valueToTree(new ProvisionReply(any, any, any, volume, null, List.of(any)));
    }
}
