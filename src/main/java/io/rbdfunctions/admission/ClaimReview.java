package io.rbdfunctions.admission;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.authentication.UserInfo;
import io.rbdfunctions.kubernetes.ApiCache;
import io.rbdfunctions.kubernetes.manifest.ClaimView;
import io.rbdfunctions.kubernetes.manifest.Names;
import io.rbdfunctions.operation.provision.ClaimRules;
import io.rbdfunctions.operation.provision.ClaimTerms;
import io.rbdfunctions.operation.storageclass.ProvisionerConfig;
import io.rbdfunctions.reconcile.schedule.ScheduleTerms;
import io.rbdfunctions.reconcile.source.SourceReview;
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
 * Reviews new claims, expansions, schedules of snapshots and sources. Of an update only what it changes is checked: rules that are newer than a
 * claim must not block changes to it.
 */
@Singleton
final class ClaimReview {
    private final ApiCache cache;
    private final Quotas quotas;
    private final SourceReview sources;
    private final String provisioner;

    ClaimReview(ApiCache cache, Quotas quotas, SourceReview sources, ProvisionerConfig config) {
        this.cache = cache;
        this.quotas = quotas;
        this.sources = sources;
        this.provisioner = config.provisioner();
    }

    void onCreate(PersistentVolumeClaim claim, UserInfo user, ReviewFindings findings) {
        if (new ClaimView(claim).volumeName().isPresent()) {
            // It binds to the volume that it names: nothing is provisioned.
            return;
        }
        parameters(claim).ifPresent(parameters -> {
            ClaimRules.check(ClaimTerms.of(claim, findings.violations()), parameters, findings.violations());
            checkSchedule(claim, parameters, findings);
            sources.check(claim, user, findings.violations());
            checkQuota(claim, findings);
        });
    }

    void onUpdate(ObjectChange.ClaimUpdated update, ReviewFindings findings) {
        PersistentVolumeClaim before = update.before();
        PersistentVolumeClaim after = update.after();
        if (new ClaimView(after).isTerminating()) {
            return;
        }
        if (!Names.classOf(before).equals(Names.classOf(after))) {
            // Kubernetes assigns the default class to an existing claim without one.
            onCreate(after, update.user(), findings);
            return;
        }
        if (!new ClaimView(before).request().equals(new ClaimView(after).request())) {
            parameters(after).ifPresent(parameters -> onResize(before, after, parameters, findings));
        }
        if (ScheduleTerms.isChanged(before, after)) {
            parameters(after).ifPresent(parameters -> checkSchedule(after, parameters, findings));
        }
        if (SourceReview.isChanged(before, after)
                && new ClaimView(after).volumeName().isEmpty()) {
            parameters(after).ifPresent(_ -> sources.check(after, update.user(), findings.violations()));
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
