package io.rbdfunctions.function;

import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** What the gate leaves on a request for those behind it. */
final class Passage {
    private static final String GRANTED = "rbd-functions.granted";
    private static final String USER = "rbd-functions.user";
    private static final String EVENT = "rbd-functions.event";
    private static final String PAYLOAD = "rbd-functions.payload";

    private Passage() {}

    static void grant(RoutingContext context) {
        context.put(GRANTED, true);
    }

    /** Whether the gate found nothing wrong: what goes wrong behind it without a word of ours is a fault of ours. */
    static boolean isGranted(RoutingContext context) {
        return Boolean.TRUE.equals(context.get(GRANTED));
    }

    /** Whom the caller was found to be; empty where nobody asked for that. */
    static Optional<String> user(RoutingContext context) {
        return Optional.ofNullable(context.get(USER));
    }

    static void put(RoutingContext context, EventRequest event) {
        context.put(EVENT, event);
    }

    /** The event that the request is, once its context was read and found sound. */
    static Optional<EventRequest> event(RoutingContext context) {
        return Optional.ofNullable(context.get(EVENT));
    }

    static void put(RoutingContext context, Payload<?> payload) {
        context.put(PAYLOAD, payload);
    }

    /** The event's payload, once it was read and found sound. */
    static Optional<Payload<?>> payload(RoutingContext context) {
        return Optional.ofNullable(context.get(PAYLOAD));
    }
}
