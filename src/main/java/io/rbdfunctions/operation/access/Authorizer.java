package io.rbdfunctions.operation.access;

import io.fabric8.kubernetes.api.model.authentication.UserInfo;
import io.rbdfunctions.kubernetes.review.AccessReviews;
import io.rbdfunctions.operation.outcome.FailureClassifier;
import io.rbdfunctions.volume.BearerToken;
import jakarta.inject.Singleton;
import java.util.Objects;
import java.util.function.Function;

/** Checks tokens and permissions with the API server. */
@Singleton
public record Authorizer(AccessReviews accessReviews) {
    /**
     * Whether the token's owner has the permission.
     *
     * @throws TryAgainException if the API server cannot answer
     */
    public AuthDecision authorize(BearerToken token, Permission permission) {
        return decide(
                token,
                user -> accessReviews.isAllowed(user, permission.verb(), permission.path())
                        ? new AuthDecision.Allowed(caller(user))
                        : new AuthDecision.Forbidden(caller(user), permission));
    }

    /**
     * Whether the token is valid, for a request whose permission is checked later.
     *
     * @throws TryAgainException if the API server cannot answer
     */
    public AuthDecision authenticate(BearerToken token) {
        return decide(token, user -> new AuthDecision.Allowed(caller(user)));
    }

    private AuthDecision decide(BearerToken token, Function<UserInfo, AuthDecision> decision) {
        return FailureClassifier.orTryAgain(
                () -> accessReviews.userOf(token).map(decision).orElseGet(AuthDecision.Unauthenticated::new));
    }

    private static Caller caller(UserInfo user) {
        return new Caller(Objects.requireNonNullElse(user.getUsername(), ""));
    }
}
