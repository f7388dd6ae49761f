package io.rbdfunctions.function.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rbdfunctions.function.event.EventRequest;
import io.rbdfunctions.function.event.MediaType;
import io.rbdfunctions.function.json.StrictJson;
import io.rbdfunctions.function.payload.Endpoint;
import io.rbdfunctions.function.payload.PayloadReader;
import io.rbdfunctions.function.problem.ProblemException;
import io.rbdfunctions.function.problem.ProblemKind;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** The part of the gate that looks into a request: its event's context, and its payload. */
@Singleton
final class ContentCheck {
    private static final String DATA_TYPE = "datacontenttype";

    private final PayloadReader payloads;

    ContentCheck(PayloadReader payloads) {
        this.payloads = payloads;
    }

    /**
     * What the request is for, from its path and headers; makes its headers such as Funqy takes them rightly. Throws when that
     * much is wrong already. The body need not be there yet.
     */
    CheckedRequest entry(RoutingContext context, Optional<Endpoint> operation, MediaType type) {
        List<String> attributes = attributes(context, type);
        if (operation.isEmpty()) {
            return eventEntry(context, type, attributes);
        }
        requirePlain(type, attributes);
        return new CheckedRequest(
                new RequestPurpose.Work(operation.get()),
                () -> payloads.read(operation.get(), StrictJson.object(body(context))));
    }

    /** The same for a review. What is in it the function sees to: newer API servers may say more than we know of. */
    CheckedRequest review(RoutingContext context, MediaType type) {
        requirePlain(type, attributes(context, type));
        return new CheckedRequest(new RequestPurpose.Question(), () -> StrictJson.object(body(context)));
    }

    /** The names of the headers that hold attributes. */
    private static List<String> attributes(RoutingContext context, MediaType type) {
        MultiMap headers = context.request().headers();
        // Funqy compares the letters.
        headers.set(HttpHeaders.CONTENT_TYPE, type.toString());
        return headers.names().stream()
                .filter(name -> name.toLowerCase(Locale.ROOT).startsWith(EventRequest.HEADER))
                .toList();
    }

    private static void requirePlain(MediaType type, List<String> attributes) {
        if (type == MediaType.EVENT || !attributes.isEmpty()) {
            throw unreadable("CloudEvents are taken at / only");
        }
    }

    private CheckedRequest eventEntry(RoutingContext context, MediaType type, List<String> attributes) {
        MultiMap headers = context.request().headers();
        if (type == MediaType.EVENT) {
            // Allowed beside the body, which counts; but with them here Funqy takes the event for a binary one.
            attributes.forEach(headers::remove);
            return new CheckedRequest(new RequestPurpose.Envelope(), () -> {});
        }
        if (attributes.isEmpty()) {
            throw unreadable("CloudEvents are taken here; send plain JSON to the path of a function");
        }
        return entry(context, EventRequest.binary(headers), () -> StrictJson.object(body(context)));
    }

    /** What an event in structured form is for, once its body is there. */
    CheckedRequest envelope(RoutingContext context) {
        ObjectNode envelope = StrictJson.object(body(context));
        EventRequest event = EventRequest.structured(envelope, context.request().headers());
        return entry(context, event, () -> data(envelope));
    }

    private CheckedRequest entry(RoutingContext context, EventRequest event, Supplier<ObjectNode> data) {
        RequestPurpose requestPurpose =
                event.operation().<RequestPurpose>map(RequestPurpose.Work::new).orElseGet(RequestPurpose.Hint::new);
        return new CheckedRequest(requestPurpose, () -> check(context, event, data));
    }

    /**
     * Leaves the event behind before its data is looked into: from here on a refusal can be an event. Not before it is known
     * that the sender may send it: that is told by a status alone.
     */
    private void check(RoutingContext context, EventRequest event, Supplier<ObjectNode> data) {
        RequestAttributes.put(context, event);
        ObjectNode object = data.get();
        event.operation().ifPresent(endpoint -> RequestAttributes.put(context, payloads.read(endpoint, object)));
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
        throw unreadable("the CloudEvent must have data: a JSON object, and not as data_base64");
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

    private static ProblemException unreadable(String detail) {
        return new ProblemException(ProblemKind.UNREADABLE, detail);
    }
}
