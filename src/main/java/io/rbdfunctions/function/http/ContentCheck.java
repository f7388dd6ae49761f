package io.rbdfunctions.function.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rbdfunctions.function.event.EventRequest;
import io.rbdfunctions.function.event.MediaType;
import io.rbdfunctions.function.payload.Endpoint;
import io.rbdfunctions.function.payload.PayloadReader;
import io.rbdfunctions.function.payload.StrictJson;
import io.rbdfunctions.function.problem.ProblemException;
import io.rbdfunctions.function.problem.ProblemKind;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** Checks the headers and the body of a request, and leaves its event and its payload in the {@link RequestAttributes}. */
final class ContentCheck {
    private static final String DATA_TYPE = "datacontenttype";

    private ContentCheck() {}

    /**
     * Finds out the purpose of a call or an event from its path and headers, before its body is read. Rewrites headers that
     * Funqy would misread.
     *
     * @param operation the operation at the path; empty at the path of events
     * @throws ProblemException if the headers are invalid
     */
    static CheckedRequest checkHead(RoutingContext context, Optional<Endpoint> operation, MediaType type) {
        List<String> attributes = attributes(context, type);
        if (operation.isEmpty()) {
            return checkEventHead(context, type, attributes);
        }
        Endpoint endpoint = operation.get();
        requirePlain(type, attributes);
        return new CheckedRequest(
                new CheckedRequest.Operation(endpoint),
                () -> RequestAttributes.put(context, PayloadReader.read(endpoint, StrictJson.object(body(context)))));
    }

    /** The same for an AdmissionReview. The function reads its fields, since newer API servers may send unknown ones. */
    static CheckedRequest checkReviewHead(RoutingContext context, MediaType type) {
        requirePlain(type, attributes(context, type));
        return new CheckedRequest(new CheckedRequest.Review(), () -> StrictJson.object(body(context)));
    }

    /** The names of the headers that hold attributes of an event. */
    private static List<String> attributes(RoutingContext context, MediaType type) {
        MultiMap headers = context.request().headers();
        // Funqy compares the media type case-sensitively.
        headers.set(HttpHeaders.CONTENT_TYPE, type.toString());
        return headers.names().stream()
                .filter(name -> name.toLowerCase(Locale.ROOT).startsWith(EventRequest.HEADER))
                .toList();
    }

    private static void requirePlain(MediaType type, List<String> attributes) {
        if (type == MediaType.EVENT || !attributes.isEmpty()) {
            throw malformed("CloudEvents are accepted at / only");
        }
    }

    private static CheckedRequest checkEventHead(RoutingContext context, MediaType type, List<String> attributes) {
        MultiMap headers = context.request().headers();
        if (type == MediaType.EVENT) {
            // The body takes precedence, but Funqy would treat an event with these headers as a binary one.
            attributes.forEach(headers::remove);
            return new CheckedRequest(new CheckedRequest.StructuredEvent(), () -> {});
        }
        if (attributes.isEmpty()) {
            throw malformed("this path accepts CloudEvents; send plain JSON to the path of a function");
        }
        return checkEvent(context, EventRequest.binary(headers), () -> StrictJson.object(body(context)));
    }

    /** Finds out the purpose of a structured event, after its body was read. */
    static CheckedRequest checkEnvelope(RoutingContext context) {
        ObjectNode envelope = StrictJson.object(body(context));
        EventRequest event = EventRequest.structured(envelope, context.request().headers());
        return checkEvent(context, event, () -> data(envelope));
    }

    private static CheckedRequest checkEvent(RoutingContext context, EventRequest event, Supplier<ObjectNode> data) {
        CheckedRequest.Purpose purpose = event.operation()
                .<CheckedRequest.Purpose>map(CheckedRequest.Operation::new)
                .orElseGet(CheckedRequest.Notification::new);
        return new CheckedRequest(purpose, () -> checkData(context, event, data));
    }

    /**
     * Stores the event before its data is checked: from here on the reply to an error may be an event. Unauthorized senders
     * never get here; their reply is a status.
     */
    private static void checkData(RoutingContext context, EventRequest event, Supplier<ObjectNode> data) {
        RequestAttributes.put(context, event);
        ObjectNode object = data.get();
        event.operation().ifPresent(endpoint -> RequestAttributes.put(context, PayloadReader.read(endpoint, object)));
    }

    private static ObjectNode data(ObjectNode envelope) {
        JsonNode type = envelope.path(DATA_TYPE);
        if (!type.isMissingNode() && !isJson(type)) {
            throw new ProblemException(
                    ProblemKind.UNSUPPORTED_MEDIA_TYPE, "the CloudEvent's datacontenttype must be application/json");
        }
        if (envelope.path("data") instanceof ObjectNode data) {
            return data;
        }
        throw malformed("the CloudEvent must have data: a JSON object, and not as data_base64");
    }

    private static boolean isJson(JsonNode type) {
        return type.isTextual()
                && type.textValue().startsWith(MediaType.JSON.toString())
                && MediaType.of(List.of(type.textValue())) == MediaType.JSON;
    }

    private static byte[] body(RoutingContext context) {
        Buffer body = context.body().buffer();
        return body == null ? new byte[0] : body.getBytes();
    }

    private static ProblemException malformed(String detail) {
        return new ProblemException(ProblemKind.MALFORMED, detail);
    }
}
