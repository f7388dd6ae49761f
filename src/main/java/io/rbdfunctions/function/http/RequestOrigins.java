package io.rbdfunctions.function.http;

import io.quarkus.arc.Arc;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.rbdfunctions.function.event.EventRequest;
import io.rbdfunctions.function.payload.Payload;
import io.rbdfunctions.operation.access.Caller;
import io.rbdfunctions.operation.audit.RequestContext;
import io.rbdfunctions.operation.audit.TraceParent;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells where the request comes from that is being dealt with. */
@Singleton
final class RequestOrigins {
    private final CurrentVertxRequest request;

    RequestOrigins(CurrentVertxRequest request) {
        this.request = request;
    }

    /** To be asked by the thread that a function was called in; elsewhere there is no telling. */
    RequestContext current() {
        if (!Arc.container().requestContext().isActive()) {
            return RequestContext.INTERNAL;
        }
        RoutingContext context = request.getCurrent();
        return context == null ? RequestContext.INTERNAL : of(context);
    }

    /** The same, of a request at hand. */
    static RequestContext of(RoutingContext context) {
        Optional<EventRequest> event = RequestAttributes.event(context);
        return new RequestContext(
                RequestAttributes.caller(context).map(Caller::name).orElse(null),
                context.request().path(),
                event.map(RequestOrigins::event).orElse(null),
                about(context),
                trace(context, event).orElse(null));
    }

    private static RequestContext.Event event(EventRequest event) {
        return new RequestContext.Event(event.id(), event.type(), event.source());
    }

    private static @Nullable String about(RoutingContext context) {
        return RequestAttributes.payload(context).flatMap(Payload::subject).orElse(null);
    }

    /** An event carries the span in which it was made; where it has none the request's own counts. */
    private static Optional<TraceParent> trace(RoutingContext context, Optional<EventRequest> event) {
        return event.flatMap(it -> TraceParent.parse(it.traceParent()))
                .or(() -> TraceParent.parse(context.request().getHeader("traceparent")));
    }
}
