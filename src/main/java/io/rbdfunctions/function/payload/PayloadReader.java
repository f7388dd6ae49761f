package io.rbdfunctions.function.payload;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rbdfunctions.function.json.JsonShape;
import io.rbdfunctions.volume.validation.InvalidRequestException;
import io.rbdfunctions.volume.validation.Violation;
import io.rbdfunctions.volume.validation.Violations;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Reads payloads strictly, and reports all violations of a payload together, sorted by field. */
@Singleton
public final class PayloadReader {
    private static final Comparator<Violation> BY_FIELD =
            Comparator.comparing(Violation::field).thenComparing(Violation::message);

    /** Fields of which one can replace another: if the key is malformed, its alternative is not reported as missing. */
    private static final Map<String, String> ALTERNATIVES =
            Map.of("parameters", "storageClassName", "pvName", "image", "claim", "image");

    private final ObjectMapper mapper;
    private final Map<Endpoint, JsonShape> shapes = new EnumMap<>(Endpoint.class);

    PayloadReader(ObjectMapper mapper) {
        this.mapper = mapper;
        for (Endpoint endpoint : Endpoint.values()) {
            shapes.put(endpoint, JsonShape.of(endpoint.payload().asSubclass(Record.class)));
        }
    }

    /**
     * Reads a payload and builds its request.
     *
     * @param json modified: fields of a wrong type are removed
     * @throws InvalidRequestException if a field is unknown, missing or invalid
     */
    public CheckedPayload read(Endpoint endpoint, ObjectNode json) {
        Violations ofShape = new Violations();
        Objects.requireNonNull(shapes.get(endpoint)).check("", json, ofShape);
        List<String> malformed =
                ofShape.all().stream().map(PayloadReader::topField).toList();
        Payload<?> payload = bind(json.remove(malformed), endpoint.payload());
        Violations ofValues = new Violations();
        Object request = payload.request(ofValues);
        List<Violation> violations = Stream.concat(
                        ofShape.all().stream(),
                        ofValues.all().stream().filter(violation -> !isConsequence(violation, malformed)))
                .sorted(BY_FIELD)
                .toList();
        if (!violations.isEmpty()) {
            throw new InvalidRequestException(violations);
        }
        return new CheckedPayload(
                Objects.requireNonNull(request, "a payload without violations is a request"),
                payload.subject().orElse(null));
    }

    private Payload<?> bind(JsonNode json, Class<? extends Payload<?>> type) {
        try {
            return mapper.treeToValue(json, type);
        } catch (JsonProcessingException unexpected) {
            throw new IllegalStateException("JSON of the right shape did not bind to " + type, unexpected);
        }
    }

    private static boolean isConsequence(Violation violation, List<String> malformed) {
        String field = topField(violation);
        return malformed.contains(field) || malformed.stream().anyMatch(other -> field.equals(ALTERNATIVES.get(other)));
    }

    private static String topField(Violation violation) {
        return violation.field().split("[.\\[]", 2)[0];
    }
}
