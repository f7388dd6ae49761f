package io.rbdfunctions.admission;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.rbdfunctions.kubernetes.ApiCache;
import io.rbdfunctions.kubernetes.manifest.ClaimView;
import io.rbdfunctions.kubernetes.manifest.Names;
import io.rbdfunctions.operation.provision.ClaimRules;
import io.rbdfunctions.operation.provision.ClaimTerms;
import io.rbdfunctions.operation.storageclass.ProvisionerConfig;
import io.rbdfunctions.reconcile.schedule.ScheduleTerms;
import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.parameters.ParameterMap;
import io.rbdfunctions.volume.parameters.ParameterReader;
import io.rbdfunctions.volume.validation.Violations;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Reviews new claims, expansions and schedules of snapshots. Of an update only what it changes is checked: rules that are newer than a
 * claim must not block changes to it.
 */
@Singleton
final class ClaimReview {
    private final ApiCache cache;
    private final Quotas quotas;
    private final String provisioner;

    ClaimReview(ApiCache cache, Quotas quotas, ProvisionerConfig config) {
        this.cache = cache;
        this.quotas = quotas;
        this.provisioner = config.provisioner();
    }

    void onCreate(PersistentVolumeClaim claim, ReviewFindings findings) {
        if (new ClaimView(claim).volumeName().isPresent()) {
            // It binds to the volume that it names: nothing is provisioned.
            return;
        }
        parameters(claim).ifPresent(parameters -> {
            ClaimRules.check(ClaimTerms.of(claim, findings.violations()), parameters, findings.violations());
            checkSchedule(claim, parameters, findings);
            checkQuota(claim, findings);
        });
    }

    void onUpdate(PersistentVolumeClaim before, PersistentVolumeClaim after, ReviewFindings findings) {
        if (new ClaimView(after).isTerminating()) {
            return;
        }
        if (!Names.classOf(before).equals(Names.classOf(after))) {
            // Kubernetes assigns the default class to an existing claim without one.
            onCreate(after, findings);
            return;
        }
        if (!new ClaimView(before).request().equals(new ClaimView(after).request())) {
            parameters(after).ifPresent(parameters -> onResize(before, after, parameters, findings));
        }
        if (ScheduleTerms.isChanged(before, after)) {
            parameters(after).ifPresent(parameters -> checkSchedule(after, parameters, findings));
        }
    }

    private static void checkSchedule(
            PersistentVolumeClaim claim, Map<String, String> parameters, ReviewFindings findings) {
        boolean isCsi = ParameterMap.get(parameters, "clusterID").isPresent();
        ScheduleTerms.check(claim, isCsi, findings.violations());
    }

    private void onResize(
            PersistentVolumeClaim before,
            PersistentVolumeClaim after,
            Map<String, String> parameters,
            ReviewFindings findings) {
        Capacity size = ClaimTerms.size(after.getSpec(), findings.violations());
        if (size == null) {
            return;
        }
        Optional<Capacity> previous = new ClaimView(before).request();
        // A failed expansion may be reduced again, down to the actual capacity.
        checkNotShrunk(new ClaimView(after).capacity().or(() -> previous), size, findings);
        if (previous.isEmpty() || size.compareTo(previous.get()) > 0) {
            ParameterReader.readLimits(parameters, findings.violations()).checkGrowth(size, findings.violations());
            checkQuota(after, findings);
        }
    }

    private static void checkNotShrunk(Optional<Capacity> minimum, Capacity size, ReviewFindings findings) {
        if (minimum.isPresent() && size.compareTo(minimum.get()) < 0) {
            String requested = Capacity.quantityOf(size.bytes());
            String current = Capacity.quantityOf(minimum.get().bytes());
            findings.violations()
                    .add(
                            "size",
                            "%s is less than the current %s: images are never shrunk".formatted(requested, current));
        }
    }

    private void checkQuota(PersistentVolumeClaim claim, ReviewFindings findings) {
        if (findings.isAllowedSoFar()) {
            quotas.check(claim, findings);
        }
    }

    /** The parameters of the claim's class; empty if the class does not exist or belongs to another provisioner. */
    private Optional<Map<String, String>> parameters(PersistentVolumeClaim claim) {
        return Optional.ofNullable(new Violations().read("", Names.classOf(claim), ObjectName::new))
                .flatMap(cache::storageClass)
                .filter(found -> provisioner.equals(found.getProvisioner()))
                .map(found -> Objects.requireNonNullElse(found.getParameters(), Map.of()));
    }
}
