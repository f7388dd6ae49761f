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
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;

/**
 * Checks every request before Funqy does. Without it, Funqy would run a function for a GET, accept events at any path, and
 * ignore malformed, unknown and duplicate fields.
 *
 * <p>Denies by default. The path must match exactly, so that no alternative spelling of a path passes.
 */
@Singleton
final class Gate {
    /** The paths of Quarkus itself: health and metrics. */
    private static final String QUARKUS = "/q/";

    /** Accepts events by POST and returns the status by GET. */
    private static final String ROOT = "/";

    private static final String REVIEWS = "/validate";
    private static final String METHODS = "POST";

    private final Authenticator authenticator;
    private final BodyBudget bodyBudget;
    private final Optional<Set<String>> servedPaths;

    Gate(Authenticator authenticator, BodyBudget bodyBudget, HttpConfig config) {
        this.authenticator = authenticator;
        this.bodyBudget = bodyBudget;
        this.servedPaths = config.paths();
    }

    /** The order of Quarkus's body handler is far below 0, and the orders of all functions are above. */
    void register(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).handler(this::checkHead);
        router.route().order(-1).handler(this::checkBody);
        router.route().last().handler(_ -> {
            throw notFound();
        });
    }

    private void checkHead(RoutingContext context) {
        // The body is read only after its sender is authenticated and memory is reserved for it.
        context.request().pause();
        try {
            if (context.normalizedPath().startsWith(QUARKUS)) {
                readBody(context, false);
                return;
            }
            requireServed(context.request().path());
            if (context.request().method().equals(HttpMethod.OPTIONS)) {
                replyToOptions(context);
                return;
            }
            CheckedRequest checked = isStatusRequest(context)
                    ? new CheckedRequest(new CheckedRequest.Status(), () -> {})
                    : checkHead(context, mediaType(context));
            RequestAttributes.put(context, checked);
            authenticate(
                    context,
                    checked.purpose(),
                    () -> readBody(context, authenticator.isForAuthenticatedSenders(checked.purpose())));
        } catch (ProblemException problem) {
            context.fail(problem);
        }
    }

    private static boolean isStatusRequest(RoutingContext context) {
        return context.request().method().equals(HttpMethod.GET)
                && context.request().path().equals(ROOT);
    }

    private CheckedRequest checkHead(RoutingContext context, MediaType type) {
        String path = context.request().path();
        return path.equals(REVIEWS)
                ? ContentCheck.checkReviewHead(context, type)
                : ContentCheck.checkHead(context, Endpoint.atPath(path), type);
    }

    private void readBody(RoutingContext context, boolean isAuthenticated) {
        bodyBudget.reserve(context, isAuthenticated);
        if (!BodyBudget.hasBody(context.request())) {
            context.request().resume();
        }
        context.next();
    }

    private void checkBody(RoutingContext context) {
        RequestAttributes.get(context, BodyBudget.Reservation.class)
                .ifPresent(reservation -> reservation.shrinkTo(context.body().length()));
        Optional<CheckedRequest> head = RequestAttributes.get(context, CheckedRequest.class);
        if (head.isEmpty()) {
            context.next();
            return;
        }
        try {
            if (head.get().purpose() instanceof CheckedRequest.StructuredEvent) {
                CheckedRequest event = ContentCheck.checkEnvelope(context);
                RequestAttributes.put(context, event);
                authenticate(context, event.purpose(), () -> admit(context, event));
            } else {
                admit(context, head.get());
            }
        } catch (ProblemException problem) {
            context.fail(problem);
        }
    }

    /** Runs {@code next} if the sender may send the request; otherwise fails the request. */
    private void authenticate(RoutingContext context, CheckedRequest.Purpose purpose, Runnable next) {
        authenticator
                .caller(context, purpose)
                .subscribe()
                .with(
                        caller -> {
                            RequestAttributes.put(context, caller);
                            runOrFail(context, next);
                        },
                        context::fail);
    }

    private static void admit(RoutingContext context, CheckedRequest checked) {
        runOrFail(context, () -> {
            checked.contentCheck().run();
            RequestAttributes.admit(context);
            context.next();
        });
    }

    private static void runOrFail(RoutingContext context, Runnable action) {
        try {
            action.run();
        } catch (ProblemException | InvalidRequestException problem) {
            context.fail(problem);
        }
    }

    /** Includes the handshake of CloudEvents' webhooks, which consents to deliveries. */
    private static void replyToOptions(RoutingContext context) {
        context.request().resume();
        HttpServerResponse response = context.response().setStatusCode(204).putHeader(HttpHeaders.ALLOW, METHODS);
        if (context.request().headers().contains("WebHook-Request-Origin")) {
            response.putHeader("WebHook-Allowed-Origin", "*").putHeader("WebHook-Allowed-Rate", "*");
        }
        response.end();
    }

    private void requireServed(String path) {
        boolean isKnown = path.equals(ROOT)
                || path.equals(REVIEWS)
                || Endpoint.atPath(path).isPresent();
        if (!isKnown || servedPaths.filter(paths -> !paths.contains(path)).isPresent()) {
            throw notFound();
        }
    }

    private static MediaType mediaType(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (!request.method().equals(HttpMethod.POST)) {
            context.response().putHeader(HttpHeaders.ALLOW, METHODS);
            throw new ProblemException(ProblemKind.METHOD_NOT_ALLOWED, "use POST");
        }
        return MediaType.of(request.headers().getAll(HttpHeaders.CONTENT_TYPE));
    }

    private static ProblemException notFound() {
        return new ProblemException(ProblemKind.NOT_FOUND, "nothing is served at this path");
    }
}
