package io.rbdfunctions.admission;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.rbdfunctions.admission.Verdict.Kind;
import io.rbdfunctions.concurrent.Deadline;
import io.rbdfunctions.concurrent.MonotonicClock;
import io.rbdfunctions.kubernetes.ListPager;
import io.rbdfunctions.kubernetes.PersistentVolumeClaims;
import io.rbdfunctions.kubernetes.PersistentVolumes;
import io.rbdfunctions.kubernetes.manifest.ClaimView;
import io.rbdfunctions.kubernetes.manifest.Names;
import io.rbdfunctions.kubernetes.manifest.VolumeAnnotations;
import io.rbdfunctions.kubernetes.manifest.VolumeView;
import io.rbdfunctions.operation.image.PoolContents;
import io.rbdfunctions.operation.outcome.Outcome;
import io.rbdfunctions.operation.storageclass.ClassSource;
import io.rbdfunctions.operation.storageclass.PlacementParameters;
import io.rbdfunctions.operation.storageclass.ProvisionerConfig;
import io.rbdfunctions.reconcile.schedule.ScheduleTerms;
import io.rbdfunctions.volume.parameters.ParameterMap;
import io.rbdfunctions.volume.parameters.SecretTemplates;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Reviews new StorageClasses by the provisioner's own rules, and warns if a deleted one is still needed. */
@Singleton
final class ClassReview {
    private final PoolContents pools;
    private final PersistentVolumes volumes;
    private final PersistentVolumeClaims claims;
    private final InstantSource clock;
    private final AdmissionConfig config;
    private final String provisioner;

    ClassReview(
            PoolContents pools,
            PersistentVolumes volumes,
            PersistentVolumeClaims claims,
            @MonotonicClock InstantSource clock,
            AdmissionConfig config,
            ProvisionerConfig operations) {
        this.pools = pools;
        this.volumes = volumes;
        this.claims = claims;
        this.clock = clock;
        this.config = config;
        this.provisioner = operations.provisioner();
    }

    void onCreate(StorageClass storageClass, ReviewFindings findings) {
        if (!provisioner.equals(storageClass.getProvisioner())) {
            return;
        }
        Map<String, String> parameters = Objects.requireNonNullElse(storageClass.getParameters(), Map.of());
        var _ = PlacementParameters.checkClass(parameters, findings.violations());
        if (findings.isAllowedSoFar()) {
            ScheduleTerms.checkFields(parameters, findings.violations());
        }
        if (storageClass.getAllowedTopologies() != null
                && !storageClass.getAllowedTopologies().isEmpty()
                && ParameterMap.get(parameters, "topologyConstrainedPools").isEmpty()) {
            findings.warn("allowedTopologies is ignored without topologyConstrainedPools: every node reaches an image");
        }
        if (findings.isAllowedSoFar() && !SecretTemplates.areIn(parameters)) {
            PlacementParameters.inEachPool(parameters).forEach(each -> checkReferences(each, findings));
        }
    }

    void onDelete(StorageClass storageClass, ReviewFindings findings) {
        if (provisioner.equals(storageClass.getProvisioner())) {
            warnAboutUsersOf(storageClass.getMetadata().getName(), findings);
        }
    }

    private void checkReferences(Map<String, String> parameters, ReviewFindings findings) {
        ClassSource source = new ClassSource.Given(parameters);
        if (config.checkSecrets() && findings.isAllowedSoFar()) {
            require("the admin Secret", () -> pools.checkSecret(source), findings);
        }
        if (config.checkCeph() && findings.isAllowedSoFar()) {
            require("the pool", () -> pools.checkPools(source), findings);
        }
    }

    private <T> void require(String subject, Supplier<Outcome<T>> check, ReviewFindings findings) {
        findings.tryCheck(subject, config.timeout(), check).ifPresent(outcome -> {
            if (outcome instanceof Outcome.Refused<T> refused) {
                findings.reject(Kind.INVALID, refused.refusal().detail());
            }
        });
    }

    /** Finds pending claims, and volumes without annotations that say where their image is. */
    private void warnAboutUsersOf(String storageClass, ReviewFindings findings) {
        Deadline deadline = Deadline.after(config.timeout(), clock);
        AtomicInteger dependent = new AtomicInteger();
        AtomicInteger pending = new AtomicInteger();
        boolean isComplete = ListPager.<PersistentVolume>forEach(
                        volumes::page, deadline::hasPassed, volume -> count(dependent, dependsOn(storageClass, volume)))
                && ListPager.<PersistentVolumeClaim>forEach(
                        claims::page, deadline::hasPassed, claim -> count(pending, isPending(storageClass, claim)));
        if (dependent.get() > 0) {
            findings.warn("volumes that cannot be expanded or deleted without this class: " + dependent);
        }
        if (pending.get() > 0) {
            findings.warn("pending claims of this class: " + pending);
        }
        if (!isComplete) {
            findings.warn("there are too many volumes and claims to check in time which of them need this class");
        }
    }

    private boolean dependsOn(String storageClass, PersistentVolume volume) {
        return storageClass.equals(Names.classOf(volume))
                && new VolumeView(volume).isProvisionedBy(provisioner)
                && !VolumeAnnotations.parameters(volume).containsKey("adminSecretName");
    }

    private static boolean isPending(String storageClass, PersistentVolumeClaim claim) {
        return storageClass.equals(Names.classOf(claim))
                && new ClaimView(claim).phase().equals("Pending");
    }

    private static void count(AtomicInteger counter, boolean counts) {
        if (counts) {
            counter.incrementAndGet();
        }
    }
}
