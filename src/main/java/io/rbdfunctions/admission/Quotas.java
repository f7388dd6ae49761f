package io.rbdfunctions.admission;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.rbdfunctions.admission.Verdict.Kind;
import io.rbdfunctions.concurrent.MonotonicClock;
import io.rbdfunctions.kubernetes.Namespaces;
import io.rbdfunctions.kubernetes.PersistentVolumeClaims;
import io.rbdfunctions.kubernetes.PersistentVolumes;
import io.rbdfunctions.operation.outcome.TryAgainException;
import io.rbdfunctions.operation.outcome.TryAgainException.Obstacle;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.validation.InvalidValueException;
import jakarta.inject.Singleton;
import java.math.BigInteger;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Holds namespaces to their quotas. Nothing is booked: two claims that are judged at once may both pass where one of
 * them would have been too much.
 */
@Singleton
final class Quotas {
    private final Namespaces namespaces;
    private final PersistentVolumes persistentVolumes;
    private final PersistentVolumeClaims persistentVolumeClaims;
    private final InstantSource clock;
    private final AdmissionConfig config;

    Quotas(
            Namespaces namespaces,
            PersistentVolumes persistentVolumes,
            PersistentVolumeClaims persistentVolumeClaims,
            @MonotonicClock InstantSource clock,
            AdmissionConfig config) {
        this.namespaces = namespaces;
        this.persistentVolumes = persistentVolumes;
        this.persistentVolumeClaims = persistentVolumeClaims;
        this.clock = clock;
        this.config = config;
    }

    /** Objects when the claim, as it is to be, would take its namespace over its quota. */
    void check(PersistentVolumeClaim claim, ReviewFindings reviewFindings) {
        String storageClass = claim.getSpec().getStorageClassName();
        ObjectName namespace = new ObjectName(claim.getMetadata().getNamespace());
        try {
            Optional<Long> limit = namespaces
                    .annotation(namespace, Quota.ANNOTATION)
                    .map(Quota::parse)
                    .flatMap(quota -> quota.of(storageClass));
            if (limit.isPresent()) {
                check(claim, usage(namespace, storageClass, claim), limit.get(), reviewFindings);
            }
        } catch (InvalidValueException unreadable) {
            reviewFindings.object(
                    Kind.INVALID,
                    "the annotation %s of namespace %s cannot be read: %s"
                            .formatted(Quota.ANNOTATION, namespace, unreadable.getMessage()));
        }
    }

    private static void check(
            PersistentVolumeClaim claim, NamespaceUsage namespaceUsage, long limit, ReviewFindings reviewFindings) {
        String share = "%s of %s".formatted(namespaceUsage, NamespaceUsage.mebibytes(BigInteger.valueOf(limit)));
        reviewFindings.note("quota", share);
        if (namespaceUsage.isMoreThan(limit)) {
            reviewFindings.object(
                    Kind.OVER_QUOTA,
                    "with this claim namespace %s would have %s that it may have of class %s (annotation %s)"
                            .formatted(
                                    claim.getMetadata().getNamespace(),
                                    share,
                                    claim.getSpec().getStorageClassName(),
                                    Quota.ANNOTATION));
        }
    }

    /** The claim counts as it is to be, not as it is. */
    private NamespaceUsage usage(ObjectName namespace, String storageClass, PersistentVolumeClaim claim) {
        NamespaceUsage namespaceUsage = new NamespaceUsage(namespace.value(), storageClass);
        TimedListing timedListing = new TimedListing(clock, clock.instant().plus(config.patience()));
        boolean isWhole = timedListing.all(persistentVolumes::page, namespaceUsage::add)
                && timedListing.<PersistentVolumeClaim>all(
                        (limit, token) -> persistentVolumeClaims.page(namespace, limit, token), other -> {
                            if (!other.getMetadata()
                                    .getName()
                                    .equals(claim.getMetadata().getName())) {
                                namespaceUsage.add(other);
                            }
                        });
        if (!isWhole) {
            throw new TryAgainException(
                    Obstacle.BUSY, "the volumes are too many to add up within " + config.patience());
        }
        namespaceUsage.addWanted(claim);
        return namespaceUsage;
    }
}
