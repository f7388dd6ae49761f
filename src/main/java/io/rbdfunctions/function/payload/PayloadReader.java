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

/** Reads payloads strictly, and tells of all that is wrong with one at once, ordered by field. */
@Singleton
public final class PayloadReader {
    private static final Comparator<Violation> BY_FIELD =
            Comparator.comparing(Violation::field).thenComparing(Violation::message);

    /** Which field's absence the field excuses: when this one is unfit, nothing can be said about the other. */
    private static final Map<String, String> EXCUSES =
            Map.of("parameters", "storageClassName", "pvName", "image", "claim", "image");

    private final ObjectMapper mapper;
    private final Map<Endpoint, JsonShape> shapes = new EnumMap<>(Endpoint.class);

    PayloadReader(ObjectMapper mapper) {
        this.mapper = mapper;
        for (Endpoint endpoint : Endpoint.values()) {
            shapes.put(endpoint, JsonShape.of(endpoint.payload().asSubclass(Record.class)));
        }
    }

    /** The payload, sound in every field; throws {@link InvalidRequestException} when it is not. Uses the JSON up. */
    public Payload<?> read(Endpoint endpoint, ObjectNode json) {
        Violations misfits = new Violations();
        Objects.requireNonNull(shapes.get(endpoint)).check("", json, misfits);
        List<String> unfit = misfits.all().stream().map(PayloadReader::topField).toList();
        Payload<?> payload = bind(json.remove(unfit), endpoint.payload());
        Violations others = new Violations();
        payload.request(others);
        throwIfAny(Stream.concat(
                misfits.all().stream(), others.all().stream().filter(violation -> !isConsequence(violation, unfit))));
        return payload;
    }

    /** The request that the payload stands for; throws {@link InvalidRequestException} when it stands for none. */
    public <R> R request(Payload<R> payload) {
        Violations violations = new Violations();
        R request = payload.request(violations);
        throwIfAny(violations.all().stream());
        if (request == null) {
            throw new IllegalStateException("no request, and nothing wrong: " + payload.getClass());
        }
        return request;
    }

    private Payload<?> bind(JsonNode json, Class<? extends Payload<?>> type) {
        try {
            return mapper.treeToValue(json, type);
        } catch (JsonProcessingException unforeseen) {
            throw new IllegalStateException("JSON of the right shape did not bind to " + type, unforeseen);
        }
    }

    private static boolean isConsequence(Violation violation, List<String> unfit) {
        String field = topField(violation);
        return unfit.contains(field) || unfit.stream().anyMatch(other -> field.equals(EXCUSES.get(other)));
    }

    private static String topField(Violation violation) {
        return violation.field().split("[.\\[]", 2)[0];
    }

    private static void throwIfAny(Stream<Violation> violations) {
        List<Violation> sorted = violations.sorted(BY_FIELD).toList();
        if (!sorted.isEmpty()) {
            throw new InvalidRequestException(sorted);
        }
    }
}
