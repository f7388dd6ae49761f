package io.rbdfunctions.function.http;

import io.rbdfunctions.function.event.EventRequest;
import io.rbdfunctions.function.payload.CheckedPayload;
import io.rbdfunctions.operation.access.Caller;
import io.rbdfunctions.operation.audit.RequestContext;
import io.rbdfunctions.operation.audit.TraceParent;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** What the gate found out about a request, kept in its routing context: at most one value of each type. */
public final class RequestAttributes {
    private static final String ADMITTED = "rbd-functions.admitted";

    private RequestAttributes() {}

    static void put(RoutingContext context, Object value) {
        context.put(value.getClass().getName(), value);
    }

    static <T> Optional<T> get(RoutingContext context, Class<T> type) {
        return Optional.ofNullable(type.cast(context.get(type.getName())));
    }

    /** The event, once its attributes are checked and its sender is authorized. */
    public static Optional<EventRequest> event(RoutingContext context) {
        return get(context, EventRequest.class);
    }

    /** The payload of a request for an operation, once it is checked. */
    public static Optional<CheckedPayload> payload(RoutingContext context) {
        return get(context, CheckedPayload.class);
    }

    /** The sender of the request, once it is authorized. */
    public static Optional<Caller> caller(RoutingContext context) {
        return get(context, Caller.class);
    }

    static void admit(RoutingContext context) {
        context.put(ADMITTED, true);
    }

    /** Whether the request passed the gate: an unknown failure after that is an internal error. */
    static boolean isAdmitted(RoutingContext context) {
        return Boolean.TRUE.equals(context.get(ADMITTED));
    }

    /** The request as the audit log and the traces report it. */
    static RequestContext requestContext(RoutingContext context) {
        Optional<EventRequest> event = event(context);
        return new RequestContext(
                caller(context).map(Caller::name).orElse(null),
                context.request().path(),
                event.map(it -> new RequestContext.Event(it.id(), it.type(), it.source()))
                        .orElse(null),
                payload(context).map(CheckedPayload::subject).orElse(null),
                trace(context, event).orElse(null));
    }

    /** An event carries the span that created it; without one, the span of the HTTP request counts. */
    private static Optional<TraceParent> trace(RoutingContext context, Optional<EventRequest> event) {
        return event.flatMap(it -> TraceParent.parse(it.traceParent()))
                .or(() -> TraceParent.parse(context.request().getHeader("traceparent")));
    }
}
