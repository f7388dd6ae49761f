package io.rbdfunctions.operation.audit;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The origin of an operation. Threads that an operation starts inherit it.
 *
 * @param user the caller's name in Kubernetes; null if unauthenticated
 * @param path the path of the HTTP request
 * @param event the CloudEvent in the request; null if it contains none
 * @param about the claim, volume or image that the request names; null if none
 * @param trace the current span; null without tracing
 */
public record RequestContext(
        @Nullable String user,
        @Nullable String path,
        @Nullable Event event,
        @Nullable String about,
        @Nullable TraceParent trace) {
    /** The identifying attributes of a CloudEvent, as set by the sender. */
    public record Event(String id, String type, String source) {}

    /** The context of work without a request. */
    public static final RequestContext INTERNAL = new RequestContext(null, null, null, null, null);

    /** Inheritable, because an operation starts virtual threads, which do not inherit scoped values. */
    private static final InheritableThreadLocal<RequestContext> CURRENT = new InheritableThreadLocal<>();

    /** The context of the calling thread. */
    public static RequestContext current() {
        return Optional.ofNullable(CURRENT.get()).orElse(INTERNAL);
    }

    /** Runs the work in this context. */
    public <A> A call(Supplier<A> work) {
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

    public RequestContext withTrace(TraceParent span) {
        return new RequestContext(user, path, event, about, span);
    }
}
