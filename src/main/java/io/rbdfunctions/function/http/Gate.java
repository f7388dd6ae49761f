package io.rbdfunctions.function.http;

import io.rbdfunctions.function.event.MediaType;
import io.rbdfunctions.function.payload.Endpoint;
import io.rbdfunctions.function.problem.ProblemException;
import io.rbdfunctions.function.problem.ProblemKind;
import io.rbdfunctions.volume.validation.InvalidRequestException;
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
    private final Authenticator authenticator;
    private final BodyBudget bodyBudget;
    private final HttpConfig config;
    private final Optional<Set<String>> served;

    Gate(ContentCheck content, Authenticator authenticator, BodyBudget bodyBudget, HttpConfig config) {
        this.content = content;
        this.authenticator = authenticator;
        this.bodyBudget = bodyBudget;
        this.config = config;
        this.served = config.paths();
    }

    /** Before and behind the reader of bodies, whose order is far below 0, and before every function, whose orders are above it. */
    void open(@Observes Router router) {
        HeaderTimeouts.limit(config);
        router.route().order(Integer.MIN_VALUE).handler(this::checkHead);
        router.route().order(-1).handler(this::checkBody);
        router.route().last().handler(_ -> {
            throw nothingHere();
        });
    }

    private void checkHead(RoutingContext context) {
        HeaderTimeout.of(context.request()).ifPresent(watch -> {
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
            CheckedRequest checkedRequest = isStatusRequest(context)
                    ? new CheckedRequest(new RequestPurpose.State(), () -> {})
                    : entry(context, mediaType(context));
            RequestAttributes.put(context, checkedRequest);
            ask(
                    context,
                    checkedRequest.requestPurpose(),
                    () -> goOn(context, authenticator.isForKnownSenders(checkedRequest.requestPurpose())));
        } catch (ProblemException refused) {
            context.fail(refused);
        }
    }

    private static boolean isStatusRequest(RoutingContext context) {
        return context.request().method().equals(HttpMethod.GET)
                && context.request().path().equals(EVENTS);
    }

    private void goOn(RoutingContext context, boolean isKnown) {
        bodyBudget.letIn(context, isKnown);
        if (!BodyBudget.hasBody(context.request())) {
            context.request().resume();
        }
        context.next();
    }

    private void checkBody(RoutingContext context) {
        RequestAttributes.place(context)
                .ifPresent(place -> place.shrinkTo(context.body().length()));
        Optional<CheckedRequest> entry = RequestAttributes.entry(context);
        if (entry.isEmpty()) {
            context.next();
            return;
        }
        try {
            if (entry.get().requestPurpose() instanceof RequestPurpose.Envelope) {
                CheckedRequest inside = content.envelope(context);
                RequestAttributes.put(context, inside);
                ask(context, inside.requestPurpose(), () -> letIn(context, inside));
            } else {
                letIn(context, entry.get());
            }
        } catch (ProblemException refused) {
            context.fail(refused);
        }
    }

    /** Who sent it, then what follows; or a failure. */
    private void ask(RoutingContext context, RequestPurpose requestPurpose, Runnable next) {
        authenticator
                .caller(context, requestPurpose)
                .subscribe()
                .with(
                        caller -> {
                            RequestAttributes.put(context, caller);
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

    private CheckedRequest entry(RoutingContext context, MediaType type) {
        return context.request().path().equals(REVIEWS)
                ? content.review(context, type)
                : content.entry(context, operation(context), type);
    }

    private static void letIn(RoutingContext context, CheckedRequest checkedRequest) {
        tryTo(context, () -> {
            checkedRequest.contents().run();
            RequestAttributes.grant(context);
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
                || Endpoint.atPath(path).isPresent();
        if (!isOurs || served.filter(paths -> !paths.contains(path)).isPresent()) {
            throw nothingHere();
        }
    }

    /** The operation whose path was taken; empty for the path of events. */
    private static Optional<Endpoint> operation(RoutingContext context) {
        return Endpoint.atPath(context.request().path());
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
