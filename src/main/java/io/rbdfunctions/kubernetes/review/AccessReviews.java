package io.rbdfunctions.kubernetes.review;

import io.fabric8.kubernetes.api.model.authentication.TokenReview;
import io.fabric8.kubernetes.api.model.authentication.TokenReviewBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenReviewStatus;
import io.fabric8.kubernetes.api.model.authentication.UserInfo;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.rbdfunctions.kubernetes.ApiException;
import io.rbdfunctions.kubernetes.ExpiringCache;
import io.rbdfunctions.volume.BearerToken;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks the API server whose a token is, and what its own rules let them do. Both methods may throw {@link ApiException}.
 *
 * <p>A yes is remembered for a short time, by the digest of the token; a no is not, so that a right counts as soon as it is
 * given.
 */
@Singleton
public final class AccessReviews {
    /** Of each kind; every entry is about a kilobyte at most. */
    private static final int LIMIT = 1024;

    private static final int FORBIDDEN = 403;

    private record Grant(AuthenticatedUser authenticatedUser, String verb, String path) {}

    private final KubernetesClient client;
    private final Set<String> audiences;
    private final ExpiringCache<String, AuthenticatedUser> users;
    private final ExpiringCache<Grant, Grant> grants;

    @Inject
    AccessReviews(KubernetesClient client, AccessReviewConfig config) {
        this(client, config.audiences().orElse(Set.of()), config.memory(), System::nanoTime);
    }

    /**
     * With a clock of the caller's.
     *
     * @param audiences empty for the API server's own
     * @param clock in nanoseconds, from any beginning
     */
    AccessReviews(KubernetesClient client, Set<String> audiences, Duration memory, LongSupplier clock) {
        this.client = client;
        this.audiences = audiences;
        this.users = new ExpiringCache<>(memory, LIMIT, clock);
        this.grants = new ExpiringCache<>(memory, LIMIT, clock);
    }

    /** Whose the token is; empty when the API server does not know it, or it is meant for somebody else. */
    public Optional<AuthenticatedUser> userOf(BearerToken bearerToken) {
        return users.get(bearerToken.digest(), () -> review(bearerToken));
    }

    /**
     * Whether the user may do this, by RBAC or whatever else the API server goes by.
     *
     * @param verb as for a non-resource URL: an HTTP method in lower case
     */
    public boolean may(AuthenticatedUser authenticatedUser, String verb, String path) {
        Grant grant = new Grant(authenticatedUser, verb, path);
        return grants.get(grant, () -> Optional.of(grant).filter(this::review)).isPresent();
    }

    private Optional<AuthenticatedUser> review(BearerToken bearerToken) {
        TokenReview review = new TokenReviewBuilder()
                .withNewSpec()
                .withToken(bearerToken.text())
                .withAudiences(audiences.stream().sorted().toList())
                .endSpec()
                .build();
        TokenReviewStatus status = ask(
                        "review a token",
                        () -> client.authentication().v1().tokenReviews().create(review))
                .getStatus();
        return Optional.ofNullable(status)
                .filter(told -> Boolean.TRUE.equals(told.getAuthenticated()) && isMeantForUs(told))
                .map(TokenReviewStatus::getUser)
                .map(AccessReviews::user);
    }

    /** An authenticator that knows of no audiences names none: then the token is one for the API server. */
    private boolean isMeantForUs(TokenReviewStatus status) {
        return audiences.isEmpty() || !Collections.disjoint(orEmpty(status.getAudiences()), audiences);
    }

    private static AuthenticatedUser user(UserInfo info) {
        Map<String, List<String>> extra = Objects.requireNonNullElse(info.getExtra(), Map.of());
        return new AuthenticatedUser(
                Objects.requireNonNullElse(info.getUsername(), ""),
                Objects.requireNonNullElse(info.getUid(), ""),
                List.copyOf(orEmpty(info.getGroups())),
                extra);
    }

    private boolean review(Grant grant) {
        AuthenticatedUser authenticatedUser = grant.authenticatedUser();
        SubjectAccessReview review = new SubjectAccessReviewBuilder()
                .withNewSpec()
                .withUser(authenticatedUser.name())
                .withUid(authenticatedUser.uid())
                .withGroups(authenticatedUser.groups())
                .withExtra(authenticatedUser.extra())
                .withNewNonResourceAttributes(grant.path(), grant.verb())
                .endSpec()
                .build();
        var status = ask(
                        "review what a user may do",
                        () -> client.authorization().v1().subjectAccessReview().create(review))
                .getStatus();
        return status != null && Boolean.TRUE.equals(status.getAllowed());
    }

    private static <T> T ask(String what, Supplier<T> call) {
        try {
            return call.get();
        } catch (KubernetesClientException failure) {
            String advice = failure.getCode() == FORBIDDEN
                    ? "%s (bind system:auth-delegator to our service account)".formatted(what)
                    : what;
            // What is sent holds the token, and an answer may repeat it: neither goes further than here.
            throw ApiException.of(advice, failure.getCode(), "");
        }
    }

    private static <T> Collection<T> orEmpty(@Nullable Collection<T> items) {
        return items == null ? List.of() : items;
    }
}
