package io.rbdfunctions.admission;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.rbdfunctions.admission.Verdict.Kind;
import io.rbdfunctions.concurrent.Deadline;
import io.rbdfunctions.concurrent.MonotonicClock;
import io.rbdfunctions.kubernetes.ApiCache;
import io.rbdfunctions.kubernetes.ListPager;
import io.rbdfunctions.kubernetes.PersistentVolumeClaims;
import io.rbdfunctions.kubernetes.PersistentVolumes;
import io.rbdfunctions.kubernetes.manifest.Names;
import io.rbdfunctions.operation.outcome.TryAgainException;
import io.rbdfunctions.operation.outcome.TryAgainException.Obstacle;
import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.validation.InvalidValueException;
import jakarta.inject.Singleton;
import java.math.BigInteger;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Enforces the quotas of namespaces. Nothing is reserved: of two claims reviewed at the same time both may pass although
 * together they exceed the quota.
 */
@Singleton
final class Quotas {
    /** Annotation of a namespace that holds its quota. */
    static final String ANNOTATION = "rbdfunctions.io/quota";

    private final ApiCache cache;
    private final PersistentVolumes volumes;
    private final PersistentVolumeClaims claims;
    private final InstantSource clock;
    private final AdmissionConfig config;

    Quotas(
            ApiCache cache,
            PersistentVolumes volumes,
            PersistentVolumeClaims claims,
            @MonotonicClock InstantSource clock,
            AdmissionConfig config) {
        this.cache = cache;
        this.volumes = volumes;
        this.claims = claims;
        this.clock = clock;
        this.config = config;
    }

    /** Rejects the requested claim if its namespace would exceed its quota. */
    void check(PersistentVolumeClaim claim, ReviewFindings findings) {
        String storageClass = Names.classOf(claim);
        ObjectName namespace = new ObjectName(claim.getMetadata().getNamespace());
        try {
            Optional<Long> limit = cache.annotation(namespace, ANNOTATION).flatMap(quota -> limit(quota, storageClass));
            if (limit.isPresent()) {
                check(claim, usage(namespace, storageClass, claim), limit.get(), findings);
            }
        } catch (InvalidValueException invalid) {
            findings.reject(
                    Kind.INVALID,
                    "invalid annotation %s of namespace %s: %s".formatted(ANNOTATION, namespace, invalid.getMessage()));
        }
    }

    private static void check(PersistentVolumeClaim claim, NamespaceUsage usage, long limit, ReviewFindings findings) {
        String share = "%s of %s".formatted(usage, NamespaceUsage.mebibytes(BigInteger.valueOf(limit)));
        findings.annotate("quota", share);
        if (usage.isMoreThan(limit)) {
            findings.reject(
                    Kind.OVER_QUOTA,
                    "with this claim namespace %s would use %s of class %s (annotation %s)"
                            .formatted(claim.getMetadata().getNamespace(), share, Names.classOf(claim), ANNOTATION));
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

    /** The bytes that a quota such as {@code rbd=500Gi,fast=100Gi} allows for a class; empty if the class is not listed. */
    private static Optional<Long> limit(String quota, String storageClass) {
        Map<String, Long> bytesByClass = new HashMap<>();
        for (String entry : quota.split(",", -1)) {
            String[] parts = entry.split("=", -1);
            if (parts.length != 2 || parts[0].isBlank()) {
                throw new InvalidValueException("write it as class=size,class=size");
            }
            if (bytesByClass.putIfAbsent(parts[0].strip(), bytes(parts[1].strip())) != null) {
                throw new InvalidValueException("a class is listed twice");
            }
        }
        return Optional.ofNullable(bytesByClass.get(storageClass));
    }

    /** Zero is a valid quota, but not a valid {@link Capacity}. */
    private static long bytes(String size) {
        return size.equals("0") ? 0 : Capacity.parse(size).bytes();
    }
}
