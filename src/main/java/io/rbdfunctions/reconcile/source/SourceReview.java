package io.rbdfunctions.reconcile.source;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.authentication.UserInfo;
import io.rbdfunctions.kubernetes.ApiException;
import io.rbdfunctions.kubernetes.manifest.ClaimSource;
import io.rbdfunctions.kubernetes.review.AccessReviews;
import io.rbdfunctions.volume.ObjectKey;
import io.rbdfunctions.volume.validation.Violations;
import jakarta.inject.Singleton;
import java.util.Objects;
import java.util.Optional;

/** Reviews the source of a new claim, whose creator is known only then. */
@Singleton
public record SourceReview(AccessReviews reviews, SourceConfig config) {
    static final String NOT_ENABLED =
            "sources in other namespaces are not enabled: name one of this namespace in dataSource, or ask the administrator to set rbd-functions.clones.across-namespaces";

    private static final String FIELD = "dataSource";

    /** Whether an update of the claim names another source. The fields of its spec cannot be changed. */
    public static boolean isChanged(PersistentVolumeClaim before, PersistentVolumeClaim after) {
        return !ClaimSource.annotation(before).equals(ClaimSource.annotation(after));
    }

    /**
     * Checks that the user who names a source in another namespace may read it.
     *
     * @throws ApiException if the API server fails
     */
    public void check(PersistentVolumeClaim claim, UserInfo user, Violations violations) {
        Optional<ClaimSource> named =
                Objects.requireNonNullElse(violations.read(FIELD, "", _ -> ClaimSource.only(claim)), Optional.empty());
        if (named.isEmpty() || !named.get().isProvisioners()) {
            return;
        }
        ClaimSource source = named.get();
        boolean isForeign = source.isForeignTo(claim);
        if (!config.acrossNamespaces() && (isForeign || ClaimSource.isAnnotated(claim))) {
            violations.add(FIELD, NOT_ENABLED);
        } else if (isForeign && !mayGet(user, source)) {
            violations.add(FIELD, "user %s may not get %s".formatted(user.getUsername(), source));
        }
    }

    private boolean mayGet(UserInfo user, ClaimSource source) {
        return user.getUsername() != null
                && reviews.mayGet(
                        user,
                        source.kind().group(),
                        source.kind().plural(),
                        ObjectKey.of(source.namespace(), source.name()));
    }
}
