package io.rbdfunctions.function.http;

import io.rbdfunctions.function.event.EventRequest;
import io.rbdfunctions.function.payload.Payload;
import io.rbdfunctions.operation.access.Caller;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** What the gate leaves on a request for those behind it. */
public final class RequestAttributes {
    private static final String GRANTED = "rbd-functions.granted";
    private static final String ENTRY = "rbd-functions.entry";
    private static final String SHOWN = "rbd-functions.shown";
    private static final String PLACE = "rbd-functions.place";
    private static final String CALLER = "rbd-functions.caller";
    private static final String EVENT = "rbd-functions.event";
    private static final String PAYLOAD = "rbd-functions.payload";

    private RequestAttributes() {}

    static void grant(RoutingContext context) {
        context.put(GRANTED, true);
    }

    /** Whether the gate found nothing wrong: what goes wrong behind it without a word of ours is a fault of ours. */
    static boolean isGranted(RoutingContext context) {
        return Boolean.TRUE.equals(context.get(GRANTED));
    }

    static void put(RoutingContext context, CheckedRequest checkedRequest) {
        context.put(ENTRY, checkedRequest);
    }

    /** The request as its head tells of it; empty for what the gate does not look at. */
    static Optional<CheckedRequest> entry(RoutingContext context) {
        return Optional.ofNullable(context.get(ENTRY));
    }

    static void put(RoutingContext context, AuthorizationHeaders authorizationHeaders) {
        context.put(SHOWN, authorizationHeaders);
    }

    /** What the request shows, once only. */
    static Optional<AuthorizationHeaders> shown(RoutingContext context) {
        return Optional.ofNullable(context.remove(SHOWN));
    }

    static void put(RoutingContext context, BodyBudget.Reservation place) {
        context.put(PLACE, place);
    }

    /** What its body takes of the room for bodies. */
    static Optional<BodyBudget.Reservation> place(RoutingContext context) {
        return Optional.ofNullable(context.get(PLACE));
    }

    static void put(RoutingContext context, Caller caller) {
        context.put(CALLER, caller);
    }

    /** Who sent the request, once that was asked; empty for what was refused before. */
    static Optional<Caller> caller(RoutingContext context) {
        return Optional.ofNullable(context.get(CALLER));
    }

    static void put(RoutingContext context, EventRequest event) {
        context.put(EVENT, event);
    }

    /** The event that the request is, once its context was read and found sound. */
    public static Optional<EventRequest> event(RoutingContext context) {
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
