package io.rbdfunctions.operation.admission;

import io.rbdfunctions.kubernetes.ApiException;
import io.rbdfunctions.kubernetes.Memory;
import io.rbdfunctions.kubernetes.StaleObjectException;
import io.rbdfunctions.operation.TryAgainException;
import io.rbdfunctions.operation.TryAgainException.Obstacle;
import jakarta.inject.Singleton;

/** Judges changes to the cluster before they are made. Changes nothing itself. */
@Singleton
public final class Admission {
    private final ClassReview classes;
    private final ClaimReview claims;
    private final VolumeReview volumes;
    private final Memory memory;

    Admission(ClassReview classes, ClaimReview claims, VolumeReview volumes, Memory memory) {
        this.classes = classes;
        this.claims = claims;
        this.volumes = volumes;
        this.memory = memory;
    }

    /**
     * What there is to say of the change.
     *
     * @throws TryAgainException when that cannot be told: whoever asks then has a policy of their own
     */
    public Verdict judge(Change change) {
        Findings findings = new Findings();
        try {
            judge(change, findings);
            return remembered(findings.verdict());
        } catch (ApiException | StaleObjectException unavailable) {
            throw new TryAgainException(Obstacle.UNREACHABLE, String.valueOf(unavailable.getMessage()), unavailable);
        }
    }

    /** What was objected to may be mended since: a class or a quota that was changed counts at the next try. */
    private Verdict remembered(Verdict verdict) {
        if (!verdict.isAllowed()) {
            memory.forget();
        }
        return verdict;
    }

    private void judge(Change change, Findings findings) {
        switch (change) {
            case Change.ClassCreated created -> classes.created(created.storageClass(), findings);
            case Change.ClassDeleted deleted -> classes.deleted(deleted.storageClass(), findings);
            case Change.ClaimCreated created -> claims.created(created.claim(), findings);
            case Change.ClaimUpdated updated -> claims.updated(updated.before(), updated.after(), findings);
            case Change.VolumeDeleted deleted -> volumes.deleted(deleted.volume(), findings);
            case Change.Other _ -> {}
        }
    }
}
