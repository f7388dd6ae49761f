package io.rbdfunctions.admission;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.rbdfunctions.admission.Verdict.Kind;
import io.rbdfunctions.concurrent.Deadline;
import io.rbdfunctions.concurrent.MonotonicClock;
import io.rbdfunctions.kubernetes.ListPager;
import io.rbdfunctions.kubernetes.Namespaces;
import io.rbdfunctions.kubernetes.PersistentVolumeClaims;
import io.rbdfunctions.kubernetes.PersistentVolumes;
import io.rbdfunctions.kubernetes.manifest.Names;
import io.rbdfunctions.operation.outcome.TryAgainException;
import io.rbdfunctions.operation.outcome.TryAgainException.Obstacle;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.validation.InvalidValueException;
import jakarta.inject.Singleton;
import java.math.BigInteger;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Enforces the quotas of namespaces. Nothing is reserved: of two claims reviewed at the same time both may pass although
 * together they exceed the quota.
 */
@Singleton
final class Quotas {
    private final Namespaces namespaces;
    private final PersistentVolumes volumes;
    private final PersistentVolumeClaims claims;
    private final InstantSource clock;
    private final AdmissionConfig config;

    Quotas(
            Namespaces namespaces,
            PersistentVolumes volumes,
            PersistentVolumeClaims claims,
            @MonotonicClock InstantSource clock,
            AdmissionConfig config) {
        this.namespaces = namespaces;
        this.volumes = volumes;
        this.claims = claims;
        this.clock = clock;
        this.config = config;
    }

    /** Rejects the requested claim if its namespace would exceed its quota. */
    void check(PersistentVolumeClaim claim, ReviewFindings findings) {
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
        } catch (InvalidValueException invalid) {
            findings.reject(
                    Kind.INVALID,
                    "invalid annotation %s of namespace %s: %s"
                            .formatted(Quota.ANNOTATION, namespace, invalid.getMessage()));
        }
    }

    private static void check(PersistentVolumeClaim claim, NamespaceUsage usage, long limit, ReviewFindings findings) {
        String share = "%s of %s".formatted(usage, NamespaceUsage.mebibytes(BigInteger.valueOf(limit)));
        findings.annotate("quota", share);
        if (usage.isMoreThan(limit)) {
            findings.reject(
                    Kind.OVER_QUOTA,
                    "with this claim namespace %s would use %s of class %s (annotation %s)"
                            .formatted(
                                    claim.getMetadata().getNamespace(),
                                    share,
                                    claim.getSpec().getStorageClassName(),
                                    Quota.ANNOTATION));
        }
    }

    /** Counts the claim as requested, not as stored. */
    private NamespaceUsage usage(ObjectName namespace, String storageClass, PersistentVolumeClaim claim) {
        NamespaceUsage usage = new NamespaceUsage(namespace.value(), storageClass);
        Deadline deadline = Deadline.after(config.timeout(), clock);
        boolean isComplete = ListPager.<PersistentVolume>forEach(volumes::page, deadline::hasPassed, usage::add)
                && ListPager.<PersistentVolumeClaim>forEach(
                        (limit, token) -> claims.page(namespace, limit, token), deadline::hasPassed, other -> {
                            if (!Names.of(other).equals(Names.of(claim))) {
                                usage.add(other);
                            }
                        });
        if (!isComplete) {
            throw new TryAgainException(
                    Obstacle.BUSY, "there are too many volumes and claims to add up within " + config.timeout());
        }
        usage.addRequested(claim);
        return usage;
    }
}
