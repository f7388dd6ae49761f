package io.rbdfunctions.function.payload;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.rbdfunctions.operation.convert.ConvertRequest;
import io.rbdfunctions.operation.storageclass.ClassSource;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.validation.Violations;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Requests the conversion of an in-tree volume to a CSI volume.
 *
 * @param persistentVolume the manifest of the volume; null to read it from the cluster
 * @param pvName the name of the volume; null if the manifest is present
 */
public record ConvertPayload(
        @Nullable JsonNode persistentVolume,
        @Nullable String pvName,
        @Nullable String storageClassName,
        @Nullable Map<String, String> parameters)
        implements ClassPayload<ConvertRequest> {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Override
    public @Nullable ConvertRequest request(Violations violations) {
        ClassSource classSource = classForNewImage(violations);
        ConvertRequest.Source source = source(violations);
        return classSource == null || source == null ? null : new ConvertRequest(source, classSource);
    }

    private ConvertRequest.@Nullable Source source(Violations violations) {
        boolean isPresent = persistentVolume != null && !persistentVolume.isNull();
        if (isPresent == (pvName != null)) {
            violations.add("persistentVolume", "give exactly one of persistentVolume and pvName");
            return null;
        }
        if (persistentVolume == null || !isPresent) {
            ObjectName name = violations.read("pvName", pvName, ObjectName::new);
            return name == null ? null : new ConvertRequest.Named(name);
        }
        return fromManifest(persistentVolume, violations);
    }

    private static ConvertRequest.@Nullable Source fromManifest(JsonNode volume, Violations violations) {
        if (!volume.path("kind").asText().equals("PersistentVolume")
                || !volume.path("spec").isObject()
                || !volume.path("metadata").isObject()) {
            violations.add("persistentVolume", "must be a PersistentVolume, with kind, metadata and spec");
            return null;
        }
        try {
            return new ConvertRequest.Given(MAPPER.treeToValue(volume, PersistentVolume.class));
        } catch (JsonProcessingException | IllegalArgumentException _) {
            violations.add("persistentVolume", "cannot be read as a PersistentVolume");
            return null;
        }
    }

    @Override
    public Optional<String> subject() {
        return Optional.ofNullable(pvName);
    }
}
