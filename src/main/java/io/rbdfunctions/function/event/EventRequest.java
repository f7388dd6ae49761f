package io.rbdfunctions.function.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.funqy.knative.events.CloudEvent;
import io.quarkus.funqy.knative.events.CloudEventBuilder;
import io.rbdfunctions.function.payload.Endpoint;
import io.rbdfunctions.function.problem.ProblemException;
import io.rbdfunctions.function.problem.ProblemKind;
import io.vertx.core.MultiMap;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of a CloudEvent that requests an operation or reports a change of an object. Other attributes are not
 * checked; some sources send empty ones.
 *
 * @param traceParent the W3C trace context of the sender; empty if absent
 * @param isStructured whether the attributes are in the body, where those of the reply then go, too
 * @param prefersReply whether the sender accepts an event in reply to a refusal
 */
public record EventRequest(
        String id, String source, String type, String traceParent, boolean isStructured, boolean prefersReply) {
    /** The prefix of headers that hold attributes. */
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
            throw new ProblemException(ProblemKind.MALFORMED, "the CloudEvent's specversion must be 1.0");
        }
        if (Endpoint.ofType(type).isEmpty() && !KnativeEventTypes.ALL.contains(type)) {
            throw new ProblemException(
                    ProblemKind.INVALID, "the CloudEvent's type is unknown; known types are " + knownTypes());
        }
        return new EventRequest(id, source, type, attributes.apply("traceparent"), isStructured, prefersReply(headers));
    }

    private static String required(String name, Function<String, String> attributes) {
        String value = attributes.apply(name);
        if (value.isBlank()) {
            throw new ProblemException(
                    ProblemKind.MALFORMED, "the CloudEvent must have the attribute %s, once".formatted(name));
        }
        return value;
    }

    private static String only(List<String> values) {
        return values.size() == 1 ? values.getFirst() : "";
    }

    private static String knownTypes() {
        Stream<String> requests = Arrays.stream(Endpoint.values()).map(endpoint -> Endpoint.TYPES + endpoint);
        return Stream.concat(requests, KnativeEventTypes.ALL.stream()).collect(Collectors.joining(", "));
    }

    /** The requested operation; empty if the event reports a change. */
    public Optional<Endpoint> operation() {
        return Endpoint.ofType(type);
    }

    /** Brokers that accept a reply event send this preference (RFC 7240). */
    private static boolean prefersReply(MultiMap headers) {
        return headers.getAll("Prefer").stream()
                .flatMap(header -> Arrays.stream(header.split(",")))
                .map(preference -> preference.split(";", 2)[0].strip())
                .anyMatch("reply"::equalsIgnoreCase);
    }

    /** The attributes of the event that reports the refusal of this request. */
    public Map<String, String> refusalAttributes(@Nullable String subject) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("specversion", "1.0");
        attributes.put("id", replyId(source, id, Endpoint.REFUSED));
        attributes.put("source", Endpoint.SOURCE);
        attributes.put("type", Endpoint.REFUSED);
        if (subject != null) {
            attributes.put("subject", subject);
        }
        return attributes;
    }

    /** The event that replies to an event with this source and id. */
    public static <T> CloudEvent<T> reply(String source, String id, String replyType, String subject, T data) {
        return CloudEventBuilder.create()
                .id(replyId(source, id, replyType))
                .source(Endpoint.SOURCE)
                .type(replyType)
                .subject(subject)
                .build(data);
    }

    /** The id of the reply, which is the same for each delivery of an event. */
    private static String replyId(String source, String id, String replyType) {
        // Attributes cannot contain NUL, so different triples give different texts.
        String triple = String.join("\0", source, id, replyType);
        return UUID.nameUUIDFromBytes(triple.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
