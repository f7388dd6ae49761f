package io.rbdfunctions.operation.access;

import io.rbdfunctions.kubernetes.review.AccessReviews;
import io.rbdfunctions.kubernetes.review.AuthenticatedUser;
import io.rbdfunctions.operation.outcome.FailureClassifier;
import io.rbdfunctions.operation.outcome.TryAgainException;
import io.rbdfunctions.volume.BearerToken;
import jakarta.inject.Singleton;
import java.util.function.Function;

/** Decides who may do what, by the rules of the API server. */
@Singleton
public final class Authorizer {
    private final AccessReviews accessReviews;

    Authorizer(AccessReviews accessReviews) {
        this.accessReviews = accessReviews;
    }

    /** Whether the holder of the token has the right; throws {@link TryAgainException} when that cannot be found out. */
    public AuthDecision admit(BearerToken bearerToken, Permission permission) {
        return decide(bearerToken, user -> decide(user, permission));
    }

    /** Whether the API server knows the token; the same for what a right is asked for later. */
    public AuthDecision identify(BearerToken bearerToken) {
        return decide(bearerToken, user -> new AuthDecision.Admitted(callerOf(user)));
    }

    private AuthDecision decide(BearerToken bearerToken, Function<AuthenticatedUser, AuthDecision> decision) {
        return FailureClassifier.orTryAgain(
                () -> accessReviews.userOf(bearerToken).map(decision).orElseGet(AuthDecision.Unknown::new));
    }

    private AuthDecision decide(AuthenticatedUser authenticatedUser, Permission permission) {
        Caller caller = callerOf(authenticatedUser);
        return accessReviews.isAllowed(authenticatedUser, permission.verb(), permission.path())
                ? new AuthDecision.Admitted(caller)
                : new AuthDecision.Forbidden(caller, permission);
    }

    private static Caller callerOf(AuthenticatedUser authenticatedUser) {
        return new Caller(authenticatedUser.name());
    }
}
