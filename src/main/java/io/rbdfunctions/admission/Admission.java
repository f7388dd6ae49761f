package io.rbdfunctions.admission;

import io.rbdfunctions.kubernetes.ApiCache;
import io.rbdfunctions.operation.outcome.FailureClassifier;
import jakarta.inject.Singleton;

/** Reviews changes before the API server makes them. Changes nothing itself. */
@Singleton
public final class Admission {
    private final ClassReview classes;
    private final AttributesClassReview attributesClasses;
    private final SnapshotClassReview snapshotClasses;
    private final ClaimReview claims;
    private final VolumeReview volumes;
    private final ApiCache cache;

    Admission(
            ClassReview classes,
            AttributesClassReview attributesClasses,
            SnapshotClassReview snapshotClasses,
            ClaimReview claims,
            VolumeReview volumes,
            ApiCache cache) {
        this.classes = classes;
        this.attributesClasses = attributesClasses;
        this.snapshotClasses = snapshotClasses;
        this.claims = claims;
        this.volumes = volumes;
        this.cache = cache;
    }

    /**
     * Reviews a change.
     *
     * @throws TryAgainException if the API server does not answer; the webhook's {@code failurePolicy} then applies
     */
    public Verdict review(ObjectChange change) {
        Verdict verdict = FailureClassifier.orTryAgain(() -> verdict(change));
        if (!verdict.isAllowed()) {
            // The user may fix a class or a quota and try again at once.
            cache.clear();
        }
        return verdict;
    }

    private Verdict verdict(ObjectChange change) {
        ReviewFindings findings = new ReviewFindings();
        switch (change) {
            case ObjectChange.ClassCreated created -> classes.onCreate(created.storageClass(), findings);
            case ObjectChange.ClassDeleted deleted -> classes.onDelete(deleted.storageClass(), findings);
            case ObjectChange.AttributesClassCreated created ->
                attributesClasses.onCreate(created.attributesClass(), findings);
            case ObjectChange.SnapshotClassWritten written ->
                snapshotClasses.onWrite(written.snapshotClass(), findings);
            case ObjectChange.ClaimCreated created -> claims.onCreate(created.claim(), created.user(), findings);
            case ObjectChange.ClaimUpdated updated -> claims.onUpdate(updated, findings);
            case ObjectChange.VolumeDeleted deleted -> volumes.onDelete(deleted.volume(), findings);
            case ObjectChange.Other _ -> {}
        }
        return findings.verdict();
    }
}
