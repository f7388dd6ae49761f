package io.rbdfunctions.function.review;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.authentication.UserInfo;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.fabric8.kubernetes.api.model.storage.VolumeAttributesClass;
import io.rbdfunctions.admission.ObjectChange;
import io.rbdfunctions.function.problem.ProblemException;
import io.rbdfunctions.function.problem.ProblemKind;
import jakarta.inject.Singleton;
import java.util.Objects;

/**
 * Reads AdmissionReviews. Checks only the fields that a verdict depends on. Throws a {@link ProblemException} that names
 * the missing field; the API server shows its message to the user who made the change.
 */
@Singleton
public final class ReviewReader {
    /** The request of an AdmissionReview. The reply repeats its uid. */
    public record Review(String uid, ObjectChange objectChange) {}

    static final String API_VERSION = "admission.k8s.io/v1";
    static final String KIND = "AdmissionReview";
    private static final String OBJECT = "object";
    private static final String OLD_OBJECT = "oldObject";
    private static final String USER = "userInfo";

    private final ObjectMapper mapper;

    ReviewReader(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    public Review read(ObjectNode review) {
        require(review, "apiVersion", API_VERSION);
        require(review, "kind", KIND);
        JsonNode request = review.path("request");
        return new Review(text(request, "uid"), change(request, text(request, "operation")));
    }

    private ObjectChange change(JsonNode request, String operation) {
        JsonNode resource = request.path("resource");
        String change = "%s/%s %s"
                .formatted(
                        resource.path("group").asText(),
                        resource.path("resource").asText(),
                        request.path("subResource").asText() + operation);
        return switch (change) {
            case "storage.k8s.io/storageclasses CREATE" ->
                new ObjectChange.ClassCreated(object(request, OBJECT, StorageClass.class));
            case "storage.k8s.io/storageclasses DELETE" ->
                new ObjectChange.ClassDeleted(object(request, OLD_OBJECT, StorageClass.class));
            case "storage.k8s.io/volumeattributesclasses CREATE" ->
                new ObjectChange.AttributesClassCreated(object(request, OBJECT, VolumeAttributesClass.class));
            case "snapshot.storage.k8s.io/volumesnapshotclasses CREATE",
                    "snapshot.storage.k8s.io/volumesnapshotclasses UPDATE" ->
                new ObjectChange.SnapshotClassWritten(object(request, OBJECT, GenericKubernetesResource.class));
            case "/persistentvolumeclaims CREATE" ->
                new ObjectChange.ClaimCreated(claim(request, OBJECT), user(request));
            case "/persistentvolumeclaims UPDATE" ->
                new ObjectChange.ClaimUpdated(claim(request, OLD_OBJECT), claim(request, OBJECT), user(request));
            case "/persistentvolumes DELETE" -> {
                requireSpec(request, OLD_OBJECT);
                yield new ObjectChange.VolumeDeleted(object(request, OLD_OBJECT, PersistentVolume.class));
            }
            default -> new ObjectChange.Other();
        };
    }

    /** A new claim may lack the namespace in its metadata; the review always has it. */
    private PersistentVolumeClaim claim(JsonNode request, String field) {
        requireSpec(request, field);
        PersistentVolumeClaim claim = object(request, field, PersistentVolumeClaim.class);
        claim.getMetadata().setNamespace(text(request, "namespace"));
        return claim;
    }

    /** Who makes the change. Without a name, it may do nothing that depends on it. */
    private UserInfo user(JsonNode request) {
        return request.path(USER).isObject() ? converted(request, USER, UserInfo.class) : new UserInfo();
    }

    private <T> T object(JsonNode request, String field, Class<T> type) {
        if (!request.path(field).path("metadata").isObject()) {
            throw malformed("request.%s must be an object with metadata".formatted(field));
        }
        return converted(request, field, type);
    }

    private <T> T converted(JsonNode request, String field, Class<T> type) {
        JsonNode json = request.path(field);
        try {
            return Objects.requireNonNull(mapper.treeToValue(json, type));
        } catch (JsonProcessingException mismatch) {
            throw malformed("request.%s is not a %s".formatted(field, type.getSimpleName()));
        }
    }

    private static void requireSpec(JsonNode request, String field) {
        if (!request.path(field).path("spec").isObject()) {
            throw malformed("request.%s must be an object with a spec".formatted(field));
        }
    }

    private static void require(ObjectNode review, String field, String value) {
        if (!review.path(field).asText().equals(value)) {
            throw malformed("%s must be %s".formatted(field, value));
        }
    }

    private static String text(JsonNode request, String field) {
        JsonNode value = request.path(field);
        if (!value.isTextual() || value.textValue().isBlank()) {
            throw malformed("request.%s is missing".formatted(field));
        }
        return value.textValue();
    }

    private static ProblemException malformed(String detail) {
        return new ProblemException(ProblemKind.MALFORMED, "the AdmissionReview is malformed: " + detail);
    }
}
