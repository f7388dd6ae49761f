package io.rbdfunctions.operation.access;

import io.rbdfunctions.concurrent.SingleFlight;
import io.rbdfunctions.kubernetes.ApiException;
import io.rbdfunctions.kubernetes.review.AccessReviews;
import io.rbdfunctions.kubernetes.review.AuthenticatedUser;
import io.rbdfunctions.operation.outcome.TryAgainException;
import io.rbdfunctions.operation.outcome.TryAgainException.Obstacle;
import io.rbdfunctions.volume.BearerToken;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Decides who may do what. Equal questions that arrive together are asked of the API server once. */
@Singleton
public final class Authorizer {
    private record Question(String digest, @Nullable Permission permission) {}

    private final AccessReviews accessReviews;
    private final SingleFlight<Question, AuthDecision> flights = new SingleFlight<>();

    Authorizer(AccessReviews accessReviews) {
        this.accessReviews = accessReviews;
    }

    /** Whether the holder of the token has the right; throws {@link TryAgainException} when that cannot be found out. */
    public AuthDecision admit(BearerToken bearerToken, Permission permission) {
        return flights.share(
                new Question(bearerToken.digest(), permission),
                () -> decide(bearerToken, authenticatedUser -> decide(authenticatedUser, permission)));
    }

    /** Whether the API server knows the token; the same for what a right is asked for later. */
    public AuthDecision identify(BearerToken bearerToken) {
        return flights.share(
                new Question(bearerToken.digest(), null),
                () -> decide(bearerToken, authenticatedUser -> new AuthDecision.Admitted(callerOf(authenticatedUser))));
    }

    private AuthDecision decide(BearerToken bearerToken, Function<AuthenticatedUser, AuthDecision> decision) {
        try {
            Optional<AuthenticatedUser> user = accessReviews.userOf(bearerToken);
            return user.map(decision).orElseGet(AuthDecision.Unknown::new);
        } catch (ApiException unavailable) {
            throw new TryAgainException(Obstacle.UNREACHABLE, String.valueOf(unavailable.getMessage()), unavailable);
        }
    }

    private AuthDecision decide(AuthenticatedUser authenticatedUser, Permission permission) {
        Caller caller = callerOf(authenticatedUser);
        return accessReviews.may(authenticatedUser, permission.verb(), permission.path())
                ? new AuthDecision.Admitted(caller)
                : new AuthDecision.Forbidden(caller, permission);
    }

    private static Caller callerOf(AuthenticatedUser authenticatedUser) {
        return new Caller(authenticatedUser.name());
    }
}
