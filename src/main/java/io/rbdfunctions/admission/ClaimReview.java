package io.rbdfunctions.admission;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.rbdfunctions.kubernetes.StorageClasses;
import io.rbdfunctions.kubernetes.manifest.ClaimView;
import io.rbdfunctions.operation.provision.ClaimRules;
import io.rbdfunctions.operation.provision.ClaimTerms;
import io.rbdfunctions.operation.storageclass.GrowthLimits;
import io.rbdfunctions.operation.storageclass.OperationConfig;
import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.validation.Violations;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Judges new claims and growing ones. Of an update nothing but its size is looked at: a claim that is there already must
 * not be held up by rules that came after it.
 */
@Singleton
final class ClaimReview {
    private final StorageClasses classes;
    private final Quotas quotas;
    private final String ours;

    ClaimReview(StorageClasses classes, Quotas quotas, OperationConfig config) {
        this.classes = classes;
        this.quotas = quotas;
        this.ours = config.provisioner();
    }

    /** A claim that names its volume is bound to that, and never comes to us. */
    void created(PersistentVolumeClaim claim, ReviewFindings reviewFindings) {
        if (new ClaimView(claim).volumeName().isPresent()) {
            return;
        }
        parameters(claim).ifPresent(parameters -> {
            ClaimRules.check(
                    ClaimTerms.of(claim, reviewFindings.violations()), parameters, reviewFindings.violations());
            checkQuota(claim, reviewFindings);
        });
    }

    void updated(PersistentVolumeClaim before, PersistentVolumeClaim after, ReviewFindings reviewFindings) {
        if (new ClaimView(after).isTerminating()) {
            return;
        }
        if (!classOf(before).equals(classOf(after))) {
            // One that named no class, and is given the default one.
            created(after, reviewFindings);
            return;
        }
        Optional<Capacity> had = new ClaimView(before).request();
        Optional<Capacity> wants = new ClaimView(after).request();
        if (!had.equals(wants)) {
            parameters(after).ifPresent(parameters -> resized(before, after, parameters, reviewFindings));
        }
    }

    private void resized(
            PersistentVolumeClaim before,
            PersistentVolumeClaim after,
            Map<String, String> parameters,
            ReviewFindings reviewFindings) {
        Capacity size = ClaimTerms.size(after.getSpec(), reviewFindings.violations());
        if (size == null) {
            return;
        }
        Optional<Capacity> had = new ClaimView(before).request();
        checkNotShrunk(new ClaimView(after).capacity().or(() -> had), size, reviewFindings);
        if (had.isEmpty() || size.compareTo(had.get()) > 0) {
            GrowthLimits.check(parameters, size, reviewFindings.violations());
            checkQuota(after, reviewFindings);
        }
    }

    /** A growth that did not come about may be taken back, down to what there is. */
    private static void checkNotShrunk(Optional<Capacity> least, Capacity size, ReviewFindings reviewFindings) {
        least.filter(capacity -> size.compareTo(capacity) < 0)
                .ifPresent(capacity -> reviewFindings
                        .violations()
                        .add(
                                "size",
                                "%s is less than the %s that it has: no image is ever shrunk"
                                        .formatted(
                                                Capacity.quantityOf(size.bytes()),
                                                Capacity.quantityOf(capacity.bytes()))));
    }

    private void checkQuota(PersistentVolumeClaim claim, ReviewFindings reviewFindings) {
        if (reviewFindings.isClean()) {
            quotas.check(claim, reviewFindings);
        }
    }

    /** Those of its class; empty when that is not ours, or not known. */
    private Optional<Map<String, String>> parameters(PersistentVolumeClaim claim) {
        return Optional.ofNullable(new Violations().read("", classOf(claim), ObjectName::new))
                .flatMap(classes::find)
                .filter(found -> ours.equals(found.getProvisioner()))
                .map(found -> Objects.requireNonNullElse(found.getParameters(), Map.of()));
    }

    private static String classOf(PersistentVolumeClaim claim) {
        return Objects.requireNonNullElse(claim.getSpec().getStorageClassName(), "");
    }
}
