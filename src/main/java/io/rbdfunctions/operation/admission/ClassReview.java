package io.rbdfunctions.operation.admission;

import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.rbdfunctions.operation.ClassProbe;
import io.rbdfunctions.operation.OperationConfig;
import io.rbdfunctions.operation.Outcome;
import io.rbdfunctions.operation.TryAgainException;
import io.rbdfunctions.operation.admission.Verdict.Kind;
import io.rbdfunctions.volume.ClassParameters;
import io.rbdfunctions.volume.ParameterReader;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/** Judges new classes, by the provisioner's own rules, and those that are to go. */
@Singleton
final class ClassReview {
    private final ClassProbe probe;
    private final Dependants dependants;
    private final AdmissionConfig config;
    private final String ours;

    ClassReview(ClassProbe probe, Dependants dependants, AdmissionConfig config, OperationConfig operations) {
        this.probe = probe;
        this.dependants = dependants;
        this.config = config;
        this.ours = operations.provisioner();
    }

    void created(StorageClass storageClass, Findings findings) {
        if (!ours.equals(storageClass.getProvisioner())) {
            return;
        }
        ClassParameters parameters = ParameterReader.readClass(
                Objects.requireNonNullElse(storageClass.getParameters(), Map.of()), findings.violations());
        if (storageClass.getAllowedTopologies() != null
                && !storageClass.getAllowedTopologies().isEmpty()) {
            findings.warn("allowedTopologies is passed over: an image can be reached from every node");
        }
        if (parameters != null && findings.isClean()) {
            look(parameters, findings);
        }
    }

    void deleted(StorageClass storageClass, Findings findings) {
        if (ours.equals(storageClass.getProvisioner())) {
            dependants.warnOfThose(storageClass.getMetadata().getName(), findings);
        }
    }

    private void look(ClassParameters parameters, Findings findings) {
        if (config.askSecrets()) {
            require("the admin Secret", () -> probe.secret(parameters.cluster()), findings);
        }
        if (config.askCeph() && findings.isClean()) {
            require("the pool", () -> Patience.with(config.patience(), () -> probe.pools(parameters)), findings);
        }
    }

    /** What cannot be asked for now is no fault of the class. */
    private static void require(String what, Supplier<? extends Outcome<?>> look, Findings findings) {
        try {
            if (look.get() instanceof Outcome.Refused<?> refused) {
                findings.object(Kind.INVALID, refused.refusal().detail());
            }
        } catch (TryAgainException unknown) {
            findings.warn("%s could not be looked for: %s".formatted(what, unknown.getMessage()));
        }
    }
}
