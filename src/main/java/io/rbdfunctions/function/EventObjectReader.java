package io.rbdfunctions.function;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.storage.VolumeAttachment;
import io.rbdfunctions.reconcile.ReconcileKey;
import io.rbdfunctions.reconcile.Reconcilers;
import io.rbdfunctions.reconcile.result.Reconciled;
import io.rbdfunctions.volume.ObjectKey;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.validation.InvalidRequestException;
import io.rbdfunctions.volume.validation.Violation;
import io.rbdfunctions.volume.validation.Violations;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Reads claims, volumes, attachments and contents of snapshots from events of the API server, and reconciles them. */
@Singleton
public final class EventObjectReader {
    private static final String CLAIM = "PersistentVolumeClaim";
    private static final String VOLUME = "PersistentVolume";
    private static final String ATTACHMENT = "VolumeAttachment";
    private static final String CONTENT = "VolumeSnapshotContent";
    private static final Map<String, String> API_VERSIONS =
            Map.of(ATTACHMENT, "storage.k8s.io/v1", CONTENT, "snapshot.storage.k8s.io/v1");
    private static final Reconciled OTHER = new Reconciled.Nothing(
            "it is none of PersistentVolumeClaim, PersistentVolume, VolumeAttachment and VolumeSnapshotContent");

    private final Reconcilers reconcilers;
    private final ObjectMapper mapper;

    EventObjectReader(Reconcilers reconcilers, ObjectMapper mapper) {
        this.reconcilers = reconcilers;
        this.mapper = mapper;
    }

    /**
     * Reconciles the object that the event contains.
     *
     * @throws InvalidRequestException if it is not a valid object
     */
    public Reconciled reconcileObject(ObjectNode object) {
        return switch (kind(object)) {
            case CLAIM -> reconcilers.claimChanged(parse(object, PersistentVolumeClaim.class, "name", "namespace"));
            case VOLUME -> reconcilers.volumeChanged(parse(object, PersistentVolume.class, "name"));
            case ATTACHMENT -> reconcilers.attachmentChanged(parse(object, VolumeAttachment.class, "name"));
            case CONTENT -> reconcilers.contentChanged(parse(object, GenericKubernetesResource.class, "name"));
            default -> OTHER;
        };
    }

    /**
     * Reconciles the volume of a deleted attachment that the event contains. Other deleted objects need no work: a claim's
     * volume sends its own event, and a finalizer keeps a volume until then.
     *
     * @throws InvalidRequestException if it is not a valid object
     */
    public Reconciled reconcileDeleted(ObjectNode object) {
        return kind(object).equals(ATTACHMENT)
                ? reconcilers.attachmentDeleted(parse(object, VolumeAttachment.class, "name"))
                : new Reconciled.Nothing("it is deleted");
    }

    /**
     * Reconciles the object that the event refers to by kind, namespace and name.
     *
     * @throws InvalidRequestException if one of them is missing
     */
    public Reconciled reconcileReference(ObjectNode reference) {
        return switch (kind(reference)) {
            case CLAIM ->
                reconcilers.reconcile(
                        new ReconcileKey.Claim(new ObjectKey(name("namespace", reference), name("name", reference))));
            case VOLUME -> reconcilers.reconcile(new ReconcileKey.Volume(name("name", reference)));
            case ATTACHMENT -> reconcilers.reconcile(new ReconcileKey.Attachment(name("name", reference)));
            case CONTENT -> reconcilers.contentChanged(name("name", reference));
            default -> OTHER;
        };
    }

    private static String kind(ObjectNode object) {
        JsonNode kind = object.path("kind");
        if (!kind.isTextual()) {
            throw invalid("kind", "it is missing");
        }
        String apiVersion = API_VERSIONS.getOrDefault(kind.textValue(), "v1");
        return apiVersion.equals(object.path("apiVersion").textValue()) ? kind.textValue() : "";
    }

    private static ObjectName name(String field, ObjectNode in) {
        Violations violations = new Violations();
        return violations.orThrow(violations.read(field, in.path(field).asText(), ObjectName::new));
    }

    private <T> T parse(ObjectNode json, Class<T> type, String... nameFields) {
        for (String field : nameFields) {
            name(field, json.withObject("/metadata"));
        }
        if (!json.path("spec").isObject()) {
            throw invalid("spec", "it is missing");
        }
        try {
            return Objects.requireNonNull(mapper.treeToValue(json, type));
        } catch (JsonProcessingException malformed) {
            throw invalid("data", "it is not a valid " + type.getSimpleName());
        }
    }

    private static RuntimeException invalid(String field, String message) {
        return new InvalidRequestException(List.of(new Violation(field, message)));
    }
}
