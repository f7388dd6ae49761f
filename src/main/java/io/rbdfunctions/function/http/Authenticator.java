package io.rbdfunctions.function.http;

import io.quarkus.runtime.StartupEvent;
import io.rbdfunctions.function.http.AuthConfig.Mode;
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
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The part of the gate that asks who is there. An event that asks for an operation needs the same right as a call of its
 * path: it is no way round.
 */
@Singleton
final class Authenticator {
    private static final Logger LOG = Logger.getLogger(Authenticator.class);
    private static final String HINTS = "/";

    private final AuthConfig config;
    private final Instance<Authorizer> doorkeeper;
    private final RequestExecutor requestExecutor;

    /** @param doorkeeper is made with the first request that needs it, and with it a client of the API server */
    Authenticator(AuthConfig config, Instance<Authorizer> doorkeeper, RequestExecutor requestExecutor) {
        this.config = config;
        this.doorkeeper = doorkeeper;
        this.requestExecutor = requestExecutor;
    }

    void warn(@Observes StartupEvent event) {
        if (config.auth() == Mode.NONE) {
            LOG.warn("rbd-functions.auth=none: whoever reaches this port can have volumes made and deleted");
        }
    }

    /**
     * Who sent the request, told on its own thread; fails with a {@link ProblemException} for whoever may not have sent it. Of
     * an envelope it is asked again, when it is known what is in it.
     */
    Uni<Caller> caller(RoutingContext context, RequestPurpose requestPurpose) {
        AuthorizationHeaders authorizationHeaders = RequestAttributes.shown(context)
                .orElseGet(() -> AuthorizationHeaders.take(context.request().headers()));
        if (requestPurpose instanceof RequestPurpose.Envelope) {
            RequestAttributes.put(context, authorizationHeaders);
        }
        if (isOpen(requestPurpose)) {
            return Uni.createFrom().item(Caller.ANONYMOUS);
        }
        BearerToken bearerToken = BearerHeader.token(authorizationHeaders.values());
        Context thread = context.vertx().getOrCreateContext();
        return requestExecutor
                .call(() -> new Outcome.Done<>(ask(bearerToken, requestPurpose)))
                .emitOn(task -> thread.runOnContext(_ -> task.run()))
                .map(authDecision -> admitted(context, authDecision));
    }

    /** Whether senders of such are asked who they are, or nobody is and they would be. */
    boolean isForKnownSenders(RequestPurpose requestPurpose) {
        return config.auth() == Mode.NONE
                ? !(requestPurpose instanceof RequestPurpose.Question)
                : !isOpen(requestPurpose);
    }

    private boolean isOpen(RequestPurpose requestPurpose) {
        return config.auth() == Mode.NONE
                || switch (requestPurpose) {
                    case RequestPurpose.Work _, RequestPurpose.State _ -> false;
                    case RequestPurpose.Hint _, RequestPurpose.Envelope _ ->
                        config.events().auth() == Mode.NONE;
                    case RequestPurpose.Question _ -> true;
                };
    }

    private AuthDecision ask(BearerToken bearerToken, RequestPurpose requestPurpose) {
        return right(requestPurpose)
                .map(permission -> doorkeeper.get().authorize(bearerToken, permission))
                .orElseGet(() -> doorkeeper.get().authenticate(bearerToken));
    }

    /** What is needed for it; empty where it is enough to be known. */
    private static Optional<Permission> right(RequestPurpose requestPurpose) {
        return switch (requestPurpose) {
            case RequestPurpose.Work(Endpoint endpoint) -> Optional.of(Permission.post(endpoint.path()));
            case RequestPurpose.Hint _ -> Optional.of(Permission.post(HINTS));
            case RequestPurpose.State _ -> Optional.of(new Permission("get", "/"));
            case RequestPurpose.Envelope _, RequestPurpose.Question _ -> Optional.empty();
        };
    }

    private static Caller admitted(RoutingContext context, AuthDecision authDecision) {
        return switch (authDecision) {
            case AuthDecision.Allowed(Caller caller) -> caller;
            case AuthDecision.Unauthenticated _ ->
                throw new ProblemException(
                        ProblemKind.UNAUTHENTICATED,
                        "the API server does not know the token: it is no token, has expired, or is meant for somebody else");
            case AuthDecision.Forbidden(Caller caller, Permission missing) -> {
                // For the audit.
                RequestAttributes.put(context, caller);
                throw new ProblemException(
                        ProblemKind.FORBIDDEN,
                        "user %s may not %s: bind a ClusterRole with it".formatted(caller, missing));
            }
        };
    }
}
