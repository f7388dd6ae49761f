package io.rbdfunctions.admission;

import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.rbdfunctions.admission.Verdict.Kind;
import io.rbdfunctions.operation.image.PoolContents;
import io.rbdfunctions.operation.outcome.Outcome;
import io.rbdfunctions.operation.storageclass.ProvisionerConfig;
import io.rbdfunctions.volume.parameters.ClassParameters;
import io.rbdfunctions.volume.parameters.ParameterReader;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/** Reviews new StorageClasses by the provisioner's own rules, and warns if a deleted one is still needed. */
@Singleton
final class ClassReview {
    private final PoolContents pools;
    private final StorageClassUsers users;
    private final AdmissionConfig config;
    private final String provisioner;

    ClassReview(PoolContents pools, StorageClassUsers users, AdmissionConfig config, ProvisionerConfig operations) {
        this.pools = pools;
        this.users = users;
        this.config = config;
        this.provisioner = operations.provisioner();
    }

    void onCreate(StorageClass storageClass, ReviewFindings findings) {
        if (!provisioner.equals(storageClass.getProvisioner())) {
            return;
        }
        ClassParameters parameters = ParameterReader.readClass(
                Objects.requireNonNullElse(storageClass.getParameters(), Map.of()), findings.violations());
        if (storageClass.getAllowedTopologies() != null
                && !storageClass.getAllowedTopologies().isEmpty()) {
            findings.warn("allowedTopologies is ignored: every node can reach an image");
        }
        if (parameters != null && findings.isAllowedSoFar()) {
            checkReferences(parameters, findings);
        }
    }

    void onDelete(StorageClass storageClass, ReviewFindings findings) {
        if (provisioner.equals(storageClass.getProvisioner())) {
            users.warnAboutUsersOf(storageClass.getMetadata().getName(), findings);
        }
    }

    private void checkReferences(ClassParameters parameters, ReviewFindings findings) {
        if (config.checkSecrets()) {
            require("the admin Secret", () -> pools.checkSecret(parameters.cluster()), findings);
        }
        if (config.checkCeph() && findings.isAllowedSoFar()) {
            require("the pool", () -> pools.checkPools(parameters), findings);
        }
    }

    private <T> void require(String subject, Supplier<Outcome<T>> check, ReviewFindings findings) {
        findings.tryCheck(subject, config.timeout(), check).ifPresent(outcome -> {
            if (outcome instanceof Outcome.Refused<T> refused) {
                findings.reject(Kind.INVALID, refused.refusal().detail());
            }
        });
    }
}
