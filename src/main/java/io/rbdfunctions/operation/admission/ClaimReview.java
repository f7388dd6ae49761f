package io.rbdfunctions.operation.admission;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.rbdfunctions.kubernetes.StorageClasses;
import io.rbdfunctions.operation.ClaimRules;
import io.rbdfunctions.operation.ClaimTerms;
import io.rbdfunctions.operation.GrowthLimits;
import io.rbdfunctions.operation.OperationConfig;
import io.rbdfunctions.operation.reconcile.ClaimView;
import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.Violations;
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
    void created(PersistentVolumeClaim claim, Findings findings) {
        if (new ClaimView(claim).volumeName().isPresent()) {
            return;
        }
        parameters(claim).ifPresent(parameters -> {
            ClaimRules.check(ClaimTerms.of(claim, findings.violations()), parameters, findings.violations());
            checkQuota(claim, findings);
        });
    }

    void updated(PersistentVolumeClaim before, PersistentVolumeClaim after, Findings findings) {
        if (new ClaimView(after).isTerminating()) {
            return;
        }
        if (!classOf(before).equals(classOf(after))) {
            // One that named no class, and is given the default one.
            created(after, findings);
            return;
        }
        Optional<Capacity> had = new ClaimView(before).request();
        Optional<Capacity> wants = new ClaimView(after).request();
        if (!had.equals(wants)) {
            parameters(after).ifPresent(parameters -> resized(before, after, parameters, findings));
        }
    }

    private void resized(
            PersistentVolumeClaim before,
            PersistentVolumeClaim after,
            Map<String, String> parameters,
            Findings findings) {
        Capacity size = ClaimTerms.size(after.getSpec(), findings.violations());
        if (size == null) {
            return;
        }
        Optional<Capacity> had = new ClaimView(before).request();
        checkNotShrunk(new ClaimView(after).capacity().or(() -> had), size, findings);
        if (had.isEmpty() || size.compareTo(had.get()) > 0) {
            GrowthLimits.check(parameters, size, findings.violations());
            checkQuota(after, findings);
        }
    }

    /** A growth that did not come about may be taken back, down to what there is. */
    private static void checkNotShrunk(Optional<Capacity> least, Capacity size, Findings findings) {
        least.filter(capacity -> size.compareTo(capacity) < 0)
                .ifPresent(capacity -> findings.violations()
                        .add(
                                "size",
                                "%s is less than the %s that it has: no image is ever shrunk"
                                        .formatted(
                                                Capacity.quantityOf(size.bytes()),
                                                Capacity.quantityOf(capacity.bytes()))));
    }

    private void checkQuota(PersistentVolumeClaim claim, Findings findings) {
        if (findings.isClean()) {
            quotas.check(claim, findings);
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
