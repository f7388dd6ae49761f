package io.rbdfunctions.function;

import io.quarkus.runtime.StartupEvent;
import io.rbdfunctions.function.AuthConfig.Mode;
import io.rbdfunctions.operation.Outcome;
import io.rbdfunctions.operation.access.Caller;
import io.rbdfunctions.operation.access.Doorkeeper;
import io.rbdfunctions.operation.access.Entrance;
import io.rbdfunctions.operation.access.Right;
import io.rbdfunctions.volume.Token;
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
final class Door {
    private static final Logger LOG = Logger.getLogger(Door.class);
    private static final String HINTS = "/";

    private final AuthConfig config;
    private final Instance<Doorkeeper> doorkeeper;
    private final Calls calls;

    /** @param doorkeeper is made with the first request that needs it, and with it a client of the API server */
    Door(AuthConfig config, Instance<Doorkeeper> doorkeeper, Calls calls) {
        this.config = config;
        this.doorkeeper = doorkeeper;
        this.calls = calls;
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
    Uni<Caller> caller(RoutingContext context, Purpose purpose) {
        Shown shown = Passage.shown(context)
                .orElseGet(() -> Shown.take(context.request().headers()));
        if (purpose instanceof Purpose.Envelope) {
            Passage.put(context, shown);
        }
        if (isOpen(purpose)) {
            return Uni.createFrom().item(Caller.ANONYMOUS);
        }
        Token token = BearerHeader.token(shown.values());
        Context thread = context.vertx().getOrCreateContext();
        return calls.call(() -> new Outcome.Done<>(ask(token, purpose)))
                .emitOn(task -> thread.runOnContext(_ -> task.run()))
                .map(entrance -> admitted(context, entrance));
    }

    /** Whether senders of such are asked who they are, or nobody is and they would be. */
    boolean isForKnownSenders(Purpose purpose) {
        return config.auth() == Mode.NONE ? !(purpose instanceof Purpose.Question) : !isOpen(purpose);
    }

    private boolean isOpen(Purpose purpose) {
        return config.auth() == Mode.NONE
                || switch (purpose) {
                    case Purpose.Work _, Purpose.State _ -> false;
                    case Purpose.Hint _, Purpose.Envelope _ -> config.events().auth() == Mode.NONE;
                    case Purpose.Question _ -> true;
                };
    }

    private Entrance ask(Token token, Purpose purpose) {
        return right(purpose)
                .map(right -> doorkeeper.get().admit(token, right))
                .orElseGet(() -> doorkeeper.get().identify(token));
    }

    /** What is needed for it; empty where it is enough to be known. */
    private static Optional<Right> right(Purpose purpose) {
        return switch (purpose) {
            case Purpose.Work(Operation operation) -> Optional.of(Right.post(operation.path()));
            case Purpose.Hint _ -> Optional.of(Right.post(HINTS));
            case Purpose.State _ -> Optional.of(new Right("get", "/"));
            case Purpose.Envelope _, Purpose.Question _ -> Optional.empty();
        };
    }

    private static Caller admitted(RoutingContext context, Entrance entrance) {
        return switch (entrance) {
            case Entrance.Admitted(Caller caller) -> caller;
            case Entrance.Unknown _ ->
                throw new ProblemException(
                        ProblemKind.UNAUTHENTICATED,
                        "the API server does not know the token: it is no token, has expired, or is meant for somebody else");
            case Entrance.Forbidden(Caller caller, Right missing) -> {
                // For the audit.
                Passage.put(context, caller);
                throw new ProblemException(
                        ProblemKind.FORBIDDEN,
                        "user %s may not %s: bind a ClusterRole with it".formatted(caller, missing));
            }
        };
    }
}
