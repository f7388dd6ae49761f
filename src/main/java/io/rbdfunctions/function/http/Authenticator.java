package io.rbdfunctions.function.http;

import io.quarkus.runtime.StartupEvent;
import io.rbdfunctions.function.http.HttpConfig.Auth;
import io.rbdfunctions.function.payload.Endpoint;
import io.rbdfunctions.function.problem.ProblemException;
import io.rbdfunctions.function.problem.ProblemKind;
import io.rbdfunctions.operation.access.AuthDecision;
import io.rbdfunctions.operation.access.Authorizer;
import io.rbdfunctions.operation.access.Caller;
import io.rbdfunctions.operation.access.Permission;
import io.rbdfunctions.operation.outcome.Outcome;
import io.rbdfunctions.volume.BearerToken;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Authenticates and authorizes the sender of a request. An event that requests an operation needs the same permission as
 * a call to the path of the operation.
 */
@Singleton
final class Authenticator {
    private static final Logger LOG = Logger.getLogger(Authenticator.class);

    private final HttpConfig config;
    private final Instance<Authorizer> authorizer;
    private final RequestExecutor requestExecutor;

    /** @param authorizer created on first use, because it creates a client of the API server */
    Authenticator(HttpConfig config, Instance<Authorizer> authorizer, RequestExecutor requestExecutor) {
        this.config = config;
        this.authorizer = authorizer;
        this.requestExecutor = requestExecutor;
    }

    void warn(@Observes StartupEvent event) {
        if (config.auth() == Auth.NONE) {
            LOG.warn("rbd-functions.auth=none: everyone who reaches this port can create and delete volumes");
        }
    }

    /**
     * Returns the sender of the request, on the request's own thread; fails with a {@link ProblemException} if the sender
     * is unknown or lacks the permission. A structured event is authenticated before its body is read and authorized afterwards.
     */
    Uni<Caller> caller(RoutingContext context, CheckedRequest.Purpose purpose) {
        AuthorizationHeader header =
                RequestAttributes.get(context, AuthorizationHeader.class).orElseGet(() -> header(context, purpose));
        RequestAttributes.put(context, header);
        if (isOpen(purpose)) {
            return Uni.createFrom().item(Caller.ANONYMOUS);
        }
        BearerToken token = header.token();
        Context thread = context.vertx().getOrCreateContext();
        return requestExecutor
                .call(() -> new Outcome.Done<>(decide(token, purpose)))
                .emitOn(task -> thread.runOnContext(_ -> task.run()))
                .map(decision -> allowed(context, decision));
    }

    /** The token of the request. Only requests for the status, which change nothing, may have it in a cookie. */
    private static AuthorizationHeader header(RoutingContext context, CheckedRequest.Purpose purpose) {
        MultiMap headers = context.request().headers();
        AuthorizationHeader header = AuthorizationHeader.take(headers);
        Optional<AuthorizationHeader> cookie = TokenCookie.take(headers);
        return purpose instanceof CheckedRequest.Status && header.values().isEmpty() ? cookie.orElse(header) : header;
    }

    /** Whether senders of such requests are authenticated, or would be if authentication were on. */
    boolean isForAuthenticatedSenders(CheckedRequest.Purpose purpose) {
        return config.auth() == Auth.NONE ? !(purpose instanceof CheckedRequest.Review) : !isOpen(purpose);
    }

    private boolean isOpen(CheckedRequest.Purpose purpose) {
        return config.auth() == Auth.NONE
                || switch (purpose) {
                    case CheckedRequest.Operation _, CheckedRequest.Status _ -> false;
                    case CheckedRequest.Notification _, CheckedRequest.StructuredEvent _ ->
                        config.eventsAuth() == Auth.NONE;
                    case CheckedRequest.Review _, CheckedRequest.SignIn _, CheckedRequest.SignOut _ -> true;
                };
    }

    private AuthDecision decide(BearerToken token, CheckedRequest.Purpose purpose) {
        return permission(purpose)
                .map(permission -> authorizer.get().authorize(token, permission))
                .orElseGet(() -> authorizer.get().authenticate(token));
    }

    /** The permission that the request needs; empty if authentication is enough. */
    private static Optional<Permission> permission(CheckedRequest.Purpose purpose) {
        return switch (purpose) {
            case CheckedRequest.Operation(Endpoint endpoint) -> Optional.of(Permission.post(endpoint.path()));
            case CheckedRequest.Notification _ -> Optional.of(Permission.post("/"));
            case CheckedRequest.Status _ -> Optional.of(new Permission("get", "/"));
            case CheckedRequest.StructuredEvent _,
                    CheckedRequest.Review _,
                    CheckedRequest.SignIn _,
                    CheckedRequest.SignOut _ -> Optional.empty();
        };
    }

    private static Caller allowed(RoutingContext context, AuthDecision decision) {
        return switch (decision) {
            case AuthDecision.Allowed(Caller caller) -> caller;
            case AuthDecision.Unauthenticated _ ->
                throw new ProblemException(
                        ProblemKind.UNAUTHENTICATED,
                        "the API server rejected the token: it is invalid, has expired, or is for another audience; "
                                + AuthorizationHeader.HOW_TO_GET_A_TOKEN);
            case AuthDecision.Forbidden forbidden -> {
                // For the audit log.
                RequestAttributes.put(context, forbidden.caller());
                throw new ProblemException(
                        ProblemKind.FORBIDDEN,
                        "user %s may not %s: bind a ClusterRole with this permission, such as by: %s"
                                .formatted(forbidden.caller(), forbidden.missing(), forbidden.remedy()));
            }
        };
    }
}
