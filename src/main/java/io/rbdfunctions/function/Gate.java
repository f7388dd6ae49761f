package io.rbdfunctions.function;

import io.rbdfunctions.volume.InvalidRequestException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;

/**
 * Stands before Funqy and lets by only what both of its bindings understand alike, and rightly: without it a GET runs a
 * function, an event runs one at any path, and what is unreadable, unknown or given twice passes for something else.
 *
 * <p>Denies by default. The path must be one of ours to the letter, so no spelling that a router folds into one gets by.
 */
@Singleton
final class Gate {
    /** Where Quarkus has what is its own: health and the like. */
    private static final String QUARKUS = "/q/";

    private static final String EVENTS = "/";
    private static final String REVIEWS = "/validate";
    private static final String METHODS = "POST";

    private final ContentCheck content;
    private final Door door;
    private final Bodies bodies;
    private final HttpConfig config;
    private final Optional<Set<String>> served;

    Gate(ContentCheck content, Door door, Bodies bodies, HttpConfig config) {
        this.content = content;
        this.door = door;
        this.bodies = bodies;
        this.config = config;
        this.served = config.paths();
    }

    /** Before and behind the reader of bodies, whose order is far below 0, and before every function, whose orders are above it. */
    void open(@Observes Router router) {
        HeadWatches.limit(config);
        router.route().order(Integer.MIN_VALUE).handler(this::checkHead);
        router.route().order(-1).handler(this::checkBody);
        router.route().last().handler(_ -> {
            throw nothingHere();
        });
    }

    private void checkHead(RoutingContext context) {
        HeadWatch.of(context.request()).ifPresent(watch -> {
            watch.begin(context.request().version() == HttpVersion.HTTP_2);
            context.addEndHandler(_ -> watch.end());
        });
        // Nothing is read of a body before it is known who sends it, and that there is room.
        context.request().pause();
        try {
            if (context.normalizedPath().startsWith(QUARKUS)) {
                goOn(context, false);
                return;
            }
            if (isPreflight(context)) {
                answerPreflight(context);
                return;
            }
            Entry entry = StateRoute.isAskedFor(context)
                    ? new Entry(new Purpose.State(), () -> {})
                    : entry(context, mediaType(context));
            Passage.put(context, entry);
            ask(context, entry.purpose(), () -> goOn(context, door.isForKnownSenders(entry.purpose())));
        } catch (ProblemException refused) {
            context.fail(refused);
        }
    }

    private void goOn(RoutingContext context, boolean isKnown) {
        bodies.letIn(context, isKnown);
        if (!Bodies.hasBody(context.request())) {
            context.request().resume();
        }
        context.next();
    }

    private void checkBody(RoutingContext context) {
        Passage.place(context).ifPresent(place -> place.shrinkTo(context.body().length()));
        Optional<Entry> entry = Passage.entry(context);
        if (entry.isEmpty()) {
            context.next();
            return;
        }
        try {
            if (entry.get().purpose() instanceof Purpose.Envelope) {
                Entry inside = content.envelope(context);
                Passage.put(context, inside);
                ask(context, inside.purpose(), () -> letIn(context, inside));
            } else {
                letIn(context, entry.get());
            }
        } catch (ProblemException refused) {
            context.fail(refused);
        }
    }

    /** Who sent it, then what follows; or a failure. */
    private void ask(RoutingContext context, Purpose purpose, Runnable next) {
        door.caller(context, purpose)
                .subscribe()
                .with(
                        caller -> {
                            Passage.put(context, caller);
                            tryTo(context, next);
                        },
                        context::fail);
    }

    private static void tryTo(RoutingContext context, Runnable next) {
        try {
            next.run();
        } catch (ProblemException | InvalidRequestException refused) {
            context.fail(refused);
        }
    }

    private Entry entry(RoutingContext context, MediaType type) {
        return context.request().path().equals(REVIEWS)
                ? content.review(context, type)
                : content.entry(context, operation(context), type);
    }

    private static void letIn(RoutingContext context, Entry entry) {
        tryTo(context, () -> {
            entry.contents().run();
            Passage.grant(context);
            context.next();
        });
    }

    private boolean isPreflight(RoutingContext context) {
        requireServed(context.request().path());
        return context.request().method().equals(HttpMethod.OPTIONS);
    }

    /** With the handshake by which a webhook agrees to being sent events. */
    private static void answerPreflight(RoutingContext context) {
        context.request().resume();
        HttpServerResponse response = context.response().setStatusCode(204).putHeader(HttpHeaders.ALLOW, METHODS);
        if (context.request().headers().contains("WebHook-Request-Origin")) {
            response.putHeader("WebHook-Allowed-Origin", "*").putHeader("WebHook-Allowed-Rate", "*");
        }
        response.end();
    }

    private void requireServed(String path) {
        boolean isOurs = path.equals(EVENTS)
                || path.equals(REVIEWS)
                || Operation.atPath(path).isPresent();
        if (!isOurs || served.filter(paths -> !paths.contains(path)).isPresent()) {
            throw nothingHere();
        }
    }

    /** The operation whose path was taken; empty for the path of events. */
    private static Optional<Operation> operation(RoutingContext context) {
        return Operation.atPath(context.request().path());
    }

    private static MediaType mediaType(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (!request.method().equals(HttpMethod.POST)) {
            context.response().putHeader(HttpHeaders.ALLOW, METHODS);
            throw new ProblemException(ProblemKind.METHOD_NOT_ALLOWED, "use POST");
        }
        return MediaType.of(request.headers().getAll(HttpHeaders.CONTENT_TYPE));
    }

    private static ProblemException nothingHere() {
        return new ProblemException(ProblemKind.NOT_FOUND, "there is nothing at this path");
    }
}
