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
import io.rbdfunctions.volume.ObjectKey;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Authenticates tokens and authorizes users by reviews of the API server. All methods throw {@link ApiException} if it
 * fails.
 *
 * <p>Successful checks are cached for a short time, keyed by the token's digest. Failures are not, so that a new
 * permission works at once.
 */
@Singleton
public final class AccessReviews {
    /** Maximum number of entries of each cache. An entry has up to a kilobyte. */
    private static final int LIMIT = 1024;

    private static final int FORBIDDEN = 403;

    private record Grant(UserInfo user, String verb, String path) {}

    private final KubernetesClient client;
    private final Set<String> audiences;
    private final ExpiringCache<String, UserInfo> users;
    private final ExpiringCache<Grant, Grant> grants;

    @Inject
    AccessReviews(KubernetesClient client, AccessReviewConfig config) {
        this(client, config.audiences().orElse(Set.of()), config.cacheTtl(), System::nanoTime);
    }

    /** For tests, with a clock in nanoseconds. */
    AccessReviews(KubernetesClient client, Set<String> audiences, Duration cacheTtl, LongSupplier clock) {
        this.client = client;
        this.audiences = audiences;
        this.users = new ExpiringCache<>(cacheTtl, LIMIT, clock);
        this.grants = new ExpiringCache<>(cacheTtl, LIMIT, clock);
    }

    /** The user of the token; empty if the token is invalid or has another audience. */
    public Optional<UserInfo> userOf(BearerToken token) {
        return users.get(token.digest(), () -> review(token));
    }

    /**
     * Whether the API server's authorizers, such as RBAC, allow the user to access a non-resource URL.
     *
     * @param verb an HTTP method in lower case
     */
    public boolean isAllowed(UserInfo user, String verb, String path) {
        Grant grant = new Grant(user, verb, path);
        return grants.get(grant, () -> Optional.of(grant).filter(this::review)).isPresent();
    }

    /**
     * Whether the API server's authorizers allow the user to get an object. The result is not cached.
     *
     * @param group of the object; empty for the core group
     * @param resource the plural of its kind
     */
    public boolean mayGet(UserInfo user, String group, String resource, ObjectKey object) {
        return review(ofUser(user)
                .editSpec()
                .withNewResourceAttributes()
                .withVerb("get")
                .withGroup(group)
                .withResource(resource)
                .withNamespace(object.namespace().value())
                .withName(object.name().value())
                .endResourceAttributes()
                .endSpec()
                .build());
    }

    private Optional<UserInfo> review(BearerToken token) {
        TokenReview review = new TokenReviewBuilder()
                .withNewSpec()
                .withToken(token.text())
                .withAudiences(audiences.stream().sorted().toList())
                .endSpec()
                .build();
        TokenReviewStatus status = call(
                        "review a token",
                        () -> client.authentication().v1().tokenReviews().create(review))
                .getStatus();
        return Optional.ofNullable(status)
                .filter(reviewed -> Boolean.TRUE.equals(reviewed.getAuthenticated()) && hasRequiredAudience(reviewed))
                .map(TokenReviewStatus::getUser);
    }

    /** An authenticator that does not support audiences returns none: the token is then for the API server. */
    private boolean hasRequiredAudience(TokenReviewStatus status) {
        List<String> confirmed = Objects.requireNonNullElse(status.getAudiences(), List.of());
        return audiences.isEmpty() || !Collections.disjoint(confirmed, audiences);
    }

    private boolean review(Grant grant) {
        return review(ofUser(grant.user())
                .editSpec()
                .withNewNonResourceAttributes(grant.path(), grant.verb())
                .endSpec()
                .build());
    }

    private static SubjectAccessReviewBuilder ofUser(UserInfo user) {
        return new SubjectAccessReviewBuilder()
                .withNewSpec()
                .withUser(user.getUsername())
                .withUid(user.getUid())
                .withGroups(user.getGroups())
                .withExtra(user.getExtra())
                .endSpec();
    }

    private boolean review(SubjectAccessReview review) {
        var status = call(
                        "review the access of a user",
                        () -> client.authorization().v1().subjectAccessReview().create(review))
                .getStatus();
        return status != null && Boolean.TRUE.equals(status.getAllowed());
    }

    private static <T> T call(String what, Supplier<T> call) {
        try {
            return call.get();
        } catch (KubernetesClientException failure) {
            String advice = failure.getCode() == FORBIDDEN
                    ? "%s (bind system:auth-delegator to our service account)".formatted(what)
                    : what;
            // Drops the cause and the server's message: they may contain the token.
            throw ApiException.of(advice, failure.getCode(), "");
        }
    }
}
