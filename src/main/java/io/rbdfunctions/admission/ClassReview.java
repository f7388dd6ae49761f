package io.rbdfunctions.admission;

import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.rbdfunctions.admission.Verdict.Kind;
import io.rbdfunctions.operation.image.ClassProbe;
import io.rbdfunctions.operation.outcome.Outcome;
import io.rbdfunctions.operation.outcome.TryAgainException;
import io.rbdfunctions.operation.storageclass.OperationConfig;
import io.rbdfunctions.volume.parameters.ClassParameters;
import io.rbdfunctions.volume.parameters.ParameterReader;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/** Judges new classes, by the provisioner's own rules, and those that are to go. */
@Singleton
final class ClassReview {
    private final ClassProbe probe;
    private final StorageClassUsers storageClassUsers;
    private final AdmissionConfig config;
    private final String ours;

    ClassReview(
            ClassProbe probe, StorageClassUsers storageClassUsers, AdmissionConfig config, OperationConfig operations) {
        this.probe = probe;
        this.storageClassUsers = storageClassUsers;
        this.config = config;
        this.ours = operations.provisioner();
    }

    void created(StorageClass storageClass, ReviewFindings reviewFindings) {
        if (!ours.equals(storageClass.getProvisioner())) {
            return;
        }
        ClassParameters parameters = ParameterReader.readClass(
                Objects.requireNonNullElse(storageClass.getParameters(), Map.of()), reviewFindings.violations());
        if (storageClass.getAllowedTopologies() != null
                && !storageClass.getAllowedTopologies().isEmpty()) {
            reviewFindings.warn("allowedTopologies is passed over: an image can be reached from every node");
        }
        if (parameters != null && reviewFindings.isClean()) {
            look(parameters, reviewFindings);
        }
    }

    void deleted(StorageClass storageClass, ReviewFindings reviewFindings) {
        if (ours.equals(storageClass.getProvisioner())) {
            storageClassUsers.warnOfThose(storageClass.getMetadata().getName(), reviewFindings);
        }
    }

    private void look(ClassParameters parameters, ReviewFindings reviewFindings) {
        if (config.askSecrets()) {
            require("the admin Secret", () -> probe.secret(parameters.cluster()), reviewFindings);
        }
        if (config.askCeph() && reviewFindings.isClean()) {
            require("the pool", () -> TimedCall.with(config.patience(), () -> probe.pools(parameters)), reviewFindings);
        }
    }

    /** What cannot be asked for now is no fault of the class. */
    private static void require(String what, Supplier<? extends Outcome<?>> look, ReviewFindings reviewFindings) {
        try {
            if (look.get() instanceof Outcome.Refused<?> refused) {
                reviewFindings.object(Kind.INVALID, refused.refusal().detail());
            }
        } catch (TryAgainException unknown) {
            reviewFindings.warn("%s could not be looked for: %s".formatted(what, unknown.getMessage()));
        }
    }
}
