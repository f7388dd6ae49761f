package io.rbdfunctions.operation.admission;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.rbdfunctions.kubernetes.Claims;
import io.rbdfunctions.kubernetes.Namespaces;
import io.rbdfunctions.kubernetes.Volumes;
import io.rbdfunctions.operation.Steady;
import io.rbdfunctions.operation.TryAgainException;
import io.rbdfunctions.operation.TryAgainException.Obstacle;
import io.rbdfunctions.operation.admission.Verdict.Kind;
import io.rbdfunctions.volume.InvalidValueException;
import io.rbdfunctions.volume.ObjectName;
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
    private final Volumes volumes;
    private final Claims claims;
    private final InstantSource clock;
    private final AdmissionConfig config;

    Quotas(Namespaces namespaces, Volumes volumes, Claims claims, @Steady InstantSource clock, AdmissionConfig config) {
        this.namespaces = namespaces;
        this.volumes = volumes;
        this.claims = claims;
        this.clock = clock;
        this.config = config;
    }

    /** Objects when the claim, as it is to be, would take its namespace over its quota. */
    void check(PersistentVolumeClaim claim, Findings findings) {
        String storageClass = claim.getSpec().getStorageClassName();
        ObjectName namespace = new ObjectName(claim.getMetadata().getNamespace());
        try {
            Optional<Long> limit = namespaces
                    .annotation(namespace, Quota.ANNOTATION)
                    .map(Quota::parse)
                    .flatMap(quota -> quota.of(storageClass));
            if (limit.isPresent()) {
                check(claim, usage(namespace, storageClass, claim), limit.get(), findings);
            }
        } catch (InvalidValueException unreadable) {
            findings.object(
                    Kind.INVALID,
                    "the annotation %s of namespace %s cannot be read: %s"
                            .formatted(Quota.ANNOTATION, namespace, unreadable.getMessage()));
        }
    }

    private static void check(PersistentVolumeClaim claim, Usage usage, long limit, Findings findings) {
        String share = "%s of %s".formatted(usage, Usage.mebibytes(BigInteger.valueOf(limit)));
        findings.note("quota", share);
        if (usage.isMoreThan(limit)) {
            findings.object(
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
    private Usage usage(ObjectName namespace, String storageClass, PersistentVolumeClaim claim) {
        Usage usage = new Usage(namespace.value(), storageClass);
        Listing listing = new Listing(clock, clock.instant().plus(config.patience()));
        boolean isWhole = listing.all(volumes::page, usage::add)
                && listing.<PersistentVolumeClaim>all((limit, token) -> claims.page(namespace, limit, token), other -> {
                    if (!other.getMetadata()
                            .getName()
                            .equals(claim.getMetadata().getName())) {
                        usage.add(other);
                    }
                });
        if (!isWhole) {
            throw new TryAgainException(
                    Obstacle.BUSY, "the volumes are too many to add up within " + config.patience());
        }
        usage.addWanted(claim);
        return usage;
    }
}
