package io.rbdfunctions.operation.check.kubernetes;

import io.rbdfunctions.kubernetes.ApiException;
import io.rbdfunctions.kubernetes.secret.SecretEntries;
import io.rbdfunctions.operation.check.CheckContext;
import io.rbdfunctions.operation.check.CheckStep;
import io.rbdfunctions.operation.check.Finding;
import io.rbdfunctions.operation.check.StepName;
import io.rbdfunctions.volume.ObjectKey;
import io.rbdfunctions.volume.parameters.VolumeSource;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.TreeSet;

/** The Secret of the nodes is there and has the entries that ceph-csi or the kubelet reads. */
@Singleton
record NodeSecretStep(SecretEntries secrets) implements CheckStep {
    private static final Set<String> OF_CEPH_CSI = Set.of("userID", "userKey");
    private static final Set<String> OF_KUBELET = Set.of("key");

    @Override
    public StepName name() {
        return StepName.NODE_SECRET;
    }

    @Override
    public boolean needsApiServer() {
        return true;
    }

    @Override
    public Finding run(CheckContext context) {
        if (context.hasNodeSecretPerClaim()) {
            return Finding.skipped("its name depends on the claim");
        }
        return switch (context.parameters().source()) {
            case VolumeSource.Csi csi -> check(csi.nodeStageSecret(), OF_CEPH_CSI);
            case VolumeSource.SecretInTree secret
            when secret.namespace() != null -> check(new ObjectKey(secret.namespace(), secret.name()), OF_KUBELET);
            case VolumeSource.SecretInTree secret ->
                Finding.skipped("nodes read the Secret %s in the namespace of each claim".formatted(secret.name()));
            case VolumeSource.KeyringInTree keyring ->
                Finding.skipped("nodes read the key from their file %s".formatted(keyring.path()));
        };
    }

    private Finding check(ObjectKey secret, Set<String> needed) {
        try {
            return secrets.names(secret)
                    .map(names -> check(secret, names, needed))
                    .orElseGet(() -> Finding.failed("the Secret %s does not exist".formatted(secret), name().remedy()));
        } catch (ApiException failure) {
            if (failure.isForbidden()) {
                return Finding.skipped("only nodes need to read it: look with kubectl get secret -n %s %s"
                        .formatted(secret.namespace(), secret.name()));
            }
            throw failure;
        }
    }

    private static Finding check(ObjectKey secret, Set<String> names, Set<String> needed) {
        Set<String> missing = new TreeSet<>(needed);
        missing.removeAll(names);
        return missing.isEmpty()
                ? Finding.passed("%s has %s".formatted(secret, joined(needed)))
                : Finding.failed(
                        "the Secret %s has no entry %s".formatted(secret, joined(missing)),
                        "store %s in it: see docs/ceph.md".formatted(joined(needed)));
    }

    private static String joined(Set<String> entries) {
        return String.join(" and ", new TreeSet<>(entries));
    }
}
