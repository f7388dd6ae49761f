package io.rbdfunctions.function;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.rbdfunctions.reconcile.ReconcileKey;
import io.rbdfunctions.reconcile.Reconcilers;
import io.rbdfunctions.reconcile.result.Reconciled;
import io.rbdfunctions.volume.ObjectKey;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.validation.Violations;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** What a source of events saw of the cluster's objects, and what is to be done about it. */
@Singleton
public final class EventObjectReader {
    private static final String CLAIM = "PersistentVolumeClaim";
    private static final String VOLUME = "PersistentVolume";
    private static final Reconciled OTHER = new Reconciled.Nothing("it is neither a claim nor a volume");

    private final Reconcilers reconcilers;
    private final ObjectMapper mapper;

    EventObjectReader(Reconcilers reconcilers, ObjectMapper mapper) {
        this.reconcilers = reconcilers;
        this.mapper = mapper;
    }

    /**
     * An object as a whole.
     *
     * @throws InvalidRequestException when it is none
     */
    public Reconciled object(ObjectNode object) {
        return switch (kind(object)) {
            case CLAIM -> reconcilers.onClaim(read(object, PersistentVolumeClaim.class));
            case VOLUME -> reconcilers.onVolume(read(object, PersistentVolume.class));
            default -> OTHER;
        };
    }

    /**
     * Kind, name and namespace of an object.
     *
     * @throws InvalidRequestException when they are missing
     */
    public Reconciled reference(ObjectNode reference) {
        return switch (kind(reference)) {
            case CLAIM -> reconcilers.reconcile(claim(reference));
            case VOLUME -> reconcilers.reconcile(new ReconcileKey.Volume(name("name", reference)));
            default -> OTHER;
        };
    }

    private static ReconcileKey claim(ObjectNode reference) {
        return new ReconcileKey.Claim(new ObjectKey(name("namespace", reference), name("name", reference)));
    }

    private static String kind(ObjectNode object) {
        JsonNode kind = object.path("kind");
        if (!kind.isTextual()) {
            throw invalid("kind", "it is missing: a Kubernetes object has one");
        }
        return "v1".equals(object.path("apiVersion").textValue()) ? kind.textValue() : "";
    }

    private static ObjectName name(String field, ObjectNode in) {
        Violations violations = new Violations();
        ObjectName name = violations.read(field, in.path(field).asText(), ObjectName::new);
        if (name == null) {
            throw violations.asException();
        }
        return name;
    }

    private <T extends HasMetadata> T read(ObjectNode json, Class<T> type) {
        name("name", json.withObject("/metadata"));
        if (!json.path("spec").isObject()) {
            throw invalid("spec", "it is missing");
        }
        T object = parse(json, type);
        if (type == PersistentVolumeClaim.class) {
            name("namespace", json.withObject("/metadata"));
        }
        return object;
    }

    private <T> T parse(ObjectNode json, Class<T> type) {
        @Nullable T object;
        try {
            object = mapper.treeToValue(json, type);
        } catch (JsonProcessingException misfit) {
            throw invalid("data", "it is no " + type.getSimpleName());
        }
        if (object == null) {
            throw invalid("data", "it is no " + type.getSimpleName());
        }
        return object;
    }

    private static RuntimeException invalid(String field, String message) {
        Violations violations = new Violations();
        violations.add(field, message);
        return violations.asException();
    }
}
