package io.rbdfunctions.function.review;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.rbdfunctions.admission.ObjectChange;
import io.rbdfunctions.function.problem.ProblemException;
import io.rbdfunctions.function.problem.ProblemKind;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/**
 * Reads AdmissionReviews: strictly what a verdict depends on, and past everything else. Throws a {@link ProblemException}
 * that says what is missing; the API server shows it to whoever made the change.
 */
@Singleton
public final class ReviewReader {
    private static final String OBJECT = "object";
    private static final String OLD_OBJECT = "oldObject";

    private final ObjectMapper mapper;

    ReviewReader(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    public Review read(ObjectNode review) {
        require(review, "apiVersion", Review.API_VERSION);
        require(review, "kind", Review.KIND);
        JsonNode request = review.path("request");
        return new Review(text(request, "uid"), change(request, text(request, "operation")));
    }

    private ObjectChange change(JsonNode request, String operation) {
        JsonNode resource = request.path("resource");
        String what = "%s/%s %s"
                .formatted(
                        resource.path("group").asText(),
                        resource.path("resource").asText(),
                        request.path("subResource").asText() + operation);
        return switch (what) {
            case "storage.k8s.io/storageclasses CREATE" ->
                new ObjectChange.ClassCreated(object(request, OBJECT, StorageClass.class));
            case "storage.k8s.io/storageclasses DELETE" ->
                new ObjectChange.ClassDeleted(object(request, OLD_OBJECT, StorageClass.class));
            case "/persistentvolumeclaims CREATE" -> new ObjectChange.ClaimCreated(claim(request, OBJECT));
            case "/persistentvolumeclaims UPDATE" ->
                new ObjectChange.ClaimUpdated(claim(request, OLD_OBJECT), claim(request, OBJECT));
            case "/persistentvolumes DELETE" -> {
                requireSpec(request, OLD_OBJECT);
                yield new ObjectChange.VolumeDeleted(object(request, OLD_OBJECT, PersistentVolume.class));
            }
            default -> new ObjectChange.Other();
        };
    }

    /** What is made has no namespace of its own yet, where its maker left that to the request. */
    private PersistentVolumeClaim claim(JsonNode request, String field) {
        requireSpec(request, field);
        PersistentVolumeClaim claim = object(request, field, PersistentVolumeClaim.class);
        claim.getMetadata().setNamespace(text(request, "namespace"));
        return claim;
    }

    private <T> T object(JsonNode request, String field, Class<T> type) {
        JsonNode json = request.path(field);
        if (!json.path("metadata").isObject()) {
            throw unreadable("request.%s must be an object with metadata".formatted(field));
        }
        @Nullable T object;
        try {
            object = mapper.treeToValue(json, type);
        } catch (JsonProcessingException misfit) {
            throw unreadable("request.%s is no %s".formatted(field, type.getSimpleName()));
        }
        if (object == null) {
            throw unreadable("request.%s is no %s".formatted(field, type.getSimpleName()));
        }
        return object;
    }

    private static void requireSpec(JsonNode request, String field) {
        if (!request.path(field).path("spec").isObject()) {
            throw unreadable("request.%s must be an object with a spec".formatted(field));
        }
    }

    private static void require(ObjectNode review, String field, String value) {
        if (!review.path(field).asText().equals(value)) {
            throw unreadable("%s must be %s".formatted(field, value));
        }
    }

    private static String text(JsonNode request, String field) {
        JsonNode value = request.path(field);
        if (!value.isTextual() || value.textValue().isBlank()) {
            throw unreadable("request.%s is missing".formatted(field));
        }
        return value.textValue();
    }

    private static ProblemException unreadable(String detail) {
        return new ProblemException(ProblemKind.UNREADABLE, "no AdmissionReview that can be answered: " + detail);
    }
}
