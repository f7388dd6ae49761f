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

/**
 * Checks every request before Funqy does. Without it, Funqy would run a function for a GET, accept events at any path, and
 * ignore malformed, unknown and duplicate fields.
 *
 * <p>Denies by default. The path must match exactly, except for one slash at its end, so that no alternative spelling of a path passes.
 */
@Singleton
final class Gate {
    /** The paths of Quarkus itself: health and metrics. */
    private static final String QUARKUS = "/q/";

    private final Authenticator authenticator;
    private final BodyBudget bodyBudget;
    private final ServedPaths servedPaths;
    private final SignIn signIn;

    Gate(Authenticator authenticator, BodyBudget bodyBudget, ServedPaths servedPaths, SignIn signIn) {
        this.authenticator = authenticator;
        this.bodyBudget = bodyBudget;
        this.servedPaths = servedPaths;
        this.signIn = signIn;
    }

    /** The order of Quarkus's body handler is far below 0, and the orders of all functions are above. */
    void register(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).handler(this::checkHead);
        router.route().order(-1).handler(this::checkBody);
        router.route().last().handler(_ -> {
            throw servedPaths.notFound();
        });
    }

    private void checkHead(RoutingContext context) {
        Optional<String> exact = servedPaths.withoutSlash(context.request().path());
        if (exact.isPresent()) {
            String query = context.request().query();
            // The routes of the functions match no path with a slash at its end.
            context.reroute(query == null ? exact.get() : exact.get() + "?" + query);
            return;
        }
        // The body is read only after its sender is authenticated and memory is reserved for it.
        context.request().pause();
        try {
            if (context.normalizedPath().startsWith(QUARKUS) || servedPaths.isDescription(context.request())) {
                readBody(context, false);
            } else {
                checkServed(context);
            }
        } catch (ProblemException problem) {
            context.fail(problem);
        }
    }

    private void checkServed(RoutingContext context) {
        servedPaths.require(context.request().path());
        if (context.request().method().equals(HttpMethod.OPTIONS)) {
            replyToOptions(context);
            return;
        }
        CheckedRequest checked = isStatusRequest(context)
                ? new CheckedRequest(new CheckedRequest.Status(), () -> {})
                : checkPost(context);
        RequestAttributes.put(context, checked);
        authenticate(
                context,
                checked.purpose(),
                () -> readBody(context, authenticator.isForAuthenticatedSenders(checked.purpose())));
    }

    private static boolean isStatusRequest(RoutingContext context) {
        HttpMethod method = context.request().method();
        return context.request().path().equals(ServedPaths.ROOT)
                && (method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD));
    }

    private CheckedRequest checkPost(RoutingContext context) {
        requirePost(context);
        String path = context.request().path();
        if (ServedPaths.isForm(path)) {
            return signIn.checkHead(context);
        }
        MediaType type = MediaType.of(context.request().headers().getAll(HttpHeaders.CONTENT_TYPE));
        return path.equals(ServedPaths.REVIEWS)
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
            switch (head.get().purpose()) {
                case CheckedRequest.StructuredEvent _ ->
                    authenticateAndAdmit(context, ContentCheck.checkEnvelope(context));
                case CheckedRequest.SignIn _ -> authenticateAndAdmit(context, SignIn.checkBody(context));
                default -> admit(context, head.get());
            }
        } catch (ProblemException problem) {
            context.fail(problem);
        }
    }

    /** For a request whose purpose or token is in its body. */
    private void authenticateAndAdmit(RoutingContext context, CheckedRequest checked) {
        RequestAttributes.put(context, checked);
        authenticate(context, checked.purpose(), () -> admit(context, checked));
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
        HttpServerResponse response = context.response()
                .setStatusCode(204)
                .putHeader(
                        HttpHeaders.ALLOW, ServedPaths.methods(context.request().path()));
        if (context.request().headers().contains("WebHook-Request-Origin")) {
            response.putHeader("WebHook-Allowed-Origin", "*").putHeader("WebHook-Allowed-Rate", "*");
        }
        response.end();
    }

    private static void requirePost(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (!request.method().equals(HttpMethod.POST)) {
            String methods = ServedPaths.methods(request.path());
            context.response().putHeader(HttpHeaders.ALLOW, methods);
            throw new ProblemException(ProblemKind.METHOD_NOT_ALLOWED, "use " + methods.replace(", POST", " or POST"));
        }
        ServedPaths.rejectQuery(request.path(), request.query());
    }
}
