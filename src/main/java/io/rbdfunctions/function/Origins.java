package io.rbdfunctions.function;

import io.quarkus.arc.Arc;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.rbdfunctions.operation.Origin;
import io.rbdfunctions.operation.TraceParent;
import io.rbdfunctions.operation.access.Caller;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells where the request comes from that is being dealt with. */
@Singleton
final class Origins {
    private final CurrentVertxRequest request;

    Origins(CurrentVertxRequest request) {
        this.request = request;
    }

    /** To be asked by the thread that a function was called in; elsewhere there is no telling. */
    Origin current() {
        if (!Arc.container().requestContext().isActive()) {
            return Origin.OURSELVES;
        }
        RoutingContext context = request.getCurrent();
        return context == null ? Origin.OURSELVES : of(context);
    }

    /** The same, of a request at hand. */
    static Origin of(RoutingContext context) {
        Optional<EventRequest> event = Passage.event(context);
        return new Origin(
                Passage.caller(context).map(Caller::name).orElse(null),
                context.request().path(),
                event.map(Origins::event).orElse(null),
                about(context),
                trace(context, event).orElse(null));
    }

    private static Origin.Event event(EventRequest event) {
        return new Origin.Event(event.id(), event.type(), event.source());
    }

    private static @Nullable String about(RoutingContext context) {
        return Passage.payload(context).flatMap(Payload::subject).orElse(null);
    }

    /** An event carries the span in which it was made; where it has none the request's own counts. */
    private static Optional<TraceParent> trace(RoutingContext context, Optional<EventRequest> event) {
        return event.flatMap(it -> TraceParent.parse(it.traceParent()))
                .or(() -> TraceParent.parse(context.request().getHeader("traceparent")));
    }
}
