package io.rbdfunctions.operation.audit;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Who and what set an operation going. Goes along with the work to the threads that are started for it; what nobody asked
 * for has none of it.
 *
 * @param user who asked, as the API server knows the caller; null where nobody said
 * @param path the path of the HTTP request
 * @param event the event that the request brought; null where it was none
 * @param about the claim, volume or image that it said it is about; null where it said nothing
 * @param trace the span that this is part of; null without
 */
public record RequestContext(
        @Nullable String user,
        @Nullable String path,
        @Nullable Event event,
        @Nullable String about,
        @Nullable TraceParent trace) {

    /** What identifies a CloudEvent; all three are text of the sender's. */
    public record Event(String id, String type, String source) {}

    /** Of what begins by itself. */
    public static final RequestContext OURSELVES = new RequestContext(null, null, null, null, null);

    /** Reaches the virtual threads that an operation starts, which a scoped value would not. */
    private static final InheritableThreadLocal<RequestContext> CURRENT = new InheritableThreadLocal<>();

    /** That of the work which the calling thread does. */
    public static RequestContext current() {
        return Optional.ofNullable(CURRENT.get()).orElse(OURSELVES);
    }

    /** Does the work as coming from here. */
    public <A> A during(Supplier<A> work) {
        RequestContext before = CURRENT.get();
        CURRENT.set(this);
        try {
            return work.get();
        } finally {
            restore(before);
        }
    }

    private static void restore(@Nullable RequestContext before) {
        if (before == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(before);
        }
    }

    public RequestContext about(String object) {
        return new RequestContext(user, path, event, object, trace);
    }

    public RequestContext within(TraceParent span) {
        return new RequestContext(user, path, event, about, span);
    }
}
