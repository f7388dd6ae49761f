package io.rbdfunctions.function.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rbdfunctions.function.payload.Endpoint;
import io.rbdfunctions.function.problem.ProblemException;
import io.rbdfunctions.function.problem.ProblemKind;
import io.vertx.core.MultiMap;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A CloudEvent that asks for an operation, or tells of an object, as far as its context goes. Other attributes than these may be anything, and
 * empty too: sources do send empty ones.
 *
 * @param traceParent the extension of that name; empty without
 * @param isStructured whether the body held the attributes, and the reply's is to
 * @param prefersReply whether a refusal is wanted as an event rather than as a status
 */
public record EventRequest(
        String id, String source, String type, String traceParent, boolean isStructured, boolean prefersReply) {
    /** What begins the names of the headers that hold attributes. */
    public static final String HEADER = "ce-";

    public static EventRequest binary(MultiMap headers) {
        return of(name -> only(headers.getAll(HEADER + name)), false, headers);
    }

    public static EventRequest structured(ObjectNode envelope, MultiMap headers) {
        return of(name -> envelope.path(name).isTextual() ? envelope.path(name).textValue() : "", true, headers);
    }

    private static EventRequest of(Function<String, String> attributes, boolean isStructured, MultiMap headers) {
        String id = required("id", attributes);
        String source = required("source", attributes);
        String type = required("type", attributes);
        if (!required("specversion", attributes).equals("1.0")) {
            throw new ProblemException(ProblemKind.UNREADABLE, "the CloudEvent's specversion must be 1.0");
        }
        if (Endpoint.ofType(type).isEmpty() && !KnativeEventTypes.isKnown(type)) {
            throw new ProblemException(
                    ProblemKind.INVALID, "the CloudEvent's type is unknown; known are " + knownTypes());
        }
        return new EventRequest(id, source, type, attributes.apply("traceparent"), isStructured, prefersReply(headers));
    }

    private static String required(String name, Function<String, String> attributes) {
        String value = attributes.apply(name);
        if (value.isBlank()) {
            throw new ProblemException(
                    ProblemKind.UNREADABLE, "the CloudEvent must have the attribute %s, once".formatted(name));
        }
        return value;
    }

    private static String only(List<String> values) {
        return values.size() == 1 ? values.getFirst() : "";
    }

    private static String knownTypes() {
        Stream<String> asking = Arrays.stream(Endpoint.values()).map(endpoint -> Endpoint.TYPES + endpoint);
        return Stream.concat(asking, KnativeEventTypes.types().stream()).collect(Collectors.joining(", "));
    }

    /** What is asked for; empty where the event tells of something that happened. */
    public Optional<Endpoint> operation() {
        return Endpoint.ofType(type);
    }

    /** The preference that a broker sends when it takes an event in return (RFC 7240). */
    private static boolean prefersReply(MultiMap headers) {
        return headers.getAll("Prefer").stream()
                .flatMap(header -> Arrays.stream(header.split(",")))
                .map(preference -> preference.split(";", 2)[0].strip())
                .anyMatch("reply"::equalsIgnoreCase);
    }

    /** The id of the reply of that type: the same one each time this event is delivered. */
    String replyId(String replyType) {
        return replyId(source, id, replyType);
    }

    public static String replyId(String source, String id, String replyType) {
        // No attribute may hold a NUL, so no two triples give the same text.
        String triple = String.join("\0", source, id, replyType);
        return UUID.nameUUIDFromBytes(triple.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
