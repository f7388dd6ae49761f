package io.rbdfunctions.admission;

import io.rbdfunctions.kubernetes.ApiCache;
import io.rbdfunctions.kubernetes.ApiException;
import io.rbdfunctions.kubernetes.StaleObjectException;
import io.rbdfunctions.operation.outcome.TryAgainException;
import io.rbdfunctions.operation.outcome.TryAgainException.Obstacle;
import jakarta.inject.Singleton;

/** Judges changes to the cluster before they are made. Changes nothing itself. */
@Singleton
public final class Admission {
    private final ClassReview classes;
    private final ClaimReview claims;
    private final VolumeReview volumes;
    private final ApiCache apiCache;

    Admission(ClassReview classes, ClaimReview claims, VolumeReview volumes, ApiCache apiCache) {
        this.classes = classes;
        this.claims = claims;
        this.volumes = volumes;
        this.apiCache = apiCache;
    }

    /**
     * What there is to say of the change.
     *
     * @throws TryAgainException when that cannot be told: whoever asks then has a policy of their own
     */
    public Verdict judge(ObjectChange objectChange) {
        ReviewFindings reviewFindings = new ReviewFindings();
        try {
            judge(objectChange, reviewFindings);
            return remembered(reviewFindings.verdict());
        } catch (ApiException | StaleObjectException unavailable) {
            throw new TryAgainException(Obstacle.UNREACHABLE, String.valueOf(unavailable.getMessage()), unavailable);
        }
    }

    /** What was objected to may be mended since: a class or a quota that was changed counts at the next try. */
    private Verdict remembered(Verdict verdict) {
        if (!verdict.isAllowed()) {
            apiCache.forget();
        }
        return verdict;
    }

    private void judge(ObjectChange objectChange, ReviewFindings reviewFindings) {
        switch (objectChange) {
            case ObjectChange.ClassCreated created -> classes.created(created.storageClass(), reviewFindings);
            case ObjectChange.ClassDeleted deleted -> classes.deleted(deleted.storageClass(), reviewFindings);
            case ObjectChange.ClaimCreated created -> claims.created(created.claim(), reviewFindings);
            case ObjectChange.ClaimUpdated updated -> claims.updated(updated.before(), updated.after(), reviewFindings);
            case ObjectChange.VolumeDeleted deleted -> volumes.deleted(deleted.volume(), reviewFindings);
            case ObjectChange.Other _ -> {}
        }
    }
}
