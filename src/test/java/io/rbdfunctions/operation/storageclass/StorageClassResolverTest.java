package io.rbdfunctions.operation.storageclass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fabric8.kubernetes.api.model.storage.StorageClassBuilder;
import io.rbdfunctions.kubernetes.ApiException;
import io.rbdfunctions.kubernetes.TestApi;
import io.rbdfunctions.operation.OperationsHarness;
import io.rbdfunctions.operation.outcome.Refusal;
import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.operation.outcome.RefusedException;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.ReclaimPolicy;
import io.rbdfunctions.volume.validation.InvalidRequestException;
import io.rbdfunctions.volume.validation.Violation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StorageClassResolverTest {
    private static final ClassSource NAMED = new ClassSource.Named(new ObjectName("rbd"));

    private final TestApi api = new TestApi();
    private final StorageClassResolver resolver = OperationsHarness.resolver(api);

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void parametersInARequestReplaceAClass() {
        assertThat(resolver.resolve(new ClassSource.Given(Map.of("pool", "kube"))))
                .isEqualTo(new ResolvedClass(Map.of("pool", "kube"), ReclaimPolicy.DELETE, List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rbdfunctions.io/rbd", "kubernetes.io/rbd", "ceph.com/rbd"})
    void acceptsClassesOfThisProvisionerAndOfThoseItReplaces(String provisioner) {
        api.put(storageClass(provisioner)
                .addToParameters("pool", "kube")
                .withReclaimPolicy("Retain")
                .withMountOptions("discard")
                .build());

        assertThat(resolver.resolve(NAMED))
                .isEqualTo(new ResolvedClass(Map.of("pool", "kube"), ReclaimPolicy.RETAIN, List.of("discard")));
    }

    @Test
    void theDefaultReclaimPolicyIsDelete() {
        api.put(storageClass("rbdfunctions.io/rbd").build());

        assertThat(resolver.resolve(NAMED)).isEqualTo(new ResolvedClass(Map.of(), ReclaimPolicy.DELETE, List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rbd.csi.ceph.com", "example.com/rbd", "rbdfunctions.io/rbd2"})
    void refusesAClassOfAnotherProvisioner(String provisioner) {
        api.put(storageClass(provisioner).build());

        assertThat(refusal())
                .isEqualTo(new Refusal(
                        Reason.CONFLICT,
                        "storageclass \"rbd\" belongs to provisioner %s, not to rbdfunctions.io/rbd"
                                .formatted(provisioner)));
    }

    /** Names of parameters are compared as the class spells them. */
    @Test
    void parametersInARequestCompleteAClass() {
        api.put(storageClass("rbdfunctions.io/rbd")
                .addToParameters("pool", "kube")
                .addToParameters("csi.storage.k8s.io/fstype", "ext4")
                .withReclaimPolicy("Retain")
                .build());

        assertThat(resolver.resolve(merged("fsType", "xfs", "objectSize", "8388608")))
                .isEqualTo(new ResolvedClass(
                        Map.of("pool", "kube", "fsType", "xfs", "objectSize", "8388608"),
                        ReclaimPolicy.RETAIN,
                        List.of()));
    }

    @Test
    void aRequestCannotLoosenTheLimitsOfAClass() {
        api.put(storageClass("rbdfunctions.io/rbd")
                .addToParameters("MaxSize", "2Gi")
                .build());

        assertThat(violations("maxsize", "1Ti"))
                .containsExactly(new Violation("parameters.maxSize", "the class sets maxSize to 2Gi: leave it out"));
        assertThat(resolver.resolve(merged("minSize", "1Gi")).parameters()).containsEntry("minSize", "1Gi");
    }

    @ParameterizedTest
    @ValueSource(strings = {"monitors", "clusterID", "MONITORS"})
    void theSecretOfAClassIsNotUsedForAnotherCluster(String parameter) {
        api.put(storageClass("rbdfunctions.io/rbd")
                .addToParameters("adminSecretName", "ceph-admin")
                .build());

        assertThat(violations(parameter, "c2"))
                .extracting(Violation::field)
                .containsExactly("parameters.adminSecretName");
        assertThat(resolver.resolve(merged(parameter, "c2", "adminSecretName", "other"))
                        .parameters())
                .containsEntry("adminSecretName", "other");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "rbd.csi.ceph.com"})
    void aVolumeMayHaveTheNameOfAClassThatIsNotOurs(String provisioner) {
        if (!provisioner.isEmpty()) {
            api.put(storageClass(provisioner).addToParameters("pool", "theirs").build());
        }

        assertThat(resolver.resolve(merged("pool", "kube")))
                .isEqualTo(new ResolvedClass(Map.of("pool", "kube"), ReclaimPolicy.DELETE, List.of()));
    }

    private static ClassSource merged(String key, String value, String... more) {
        Map<String, String> parameters = new HashMap<>(Map.of(key, value));
        for (int i = 0; i < more.length; i += 2) {
            parameters.put(more[i], more[i + 1]);
        }
        return new ClassSource.Merged(new ObjectName("rbd"), parameters);
    }

    private List<Violation> violations(String key, String value) {
        return catchThrowableOfType(InvalidRequestException.class, () -> resolver.resolve(merged(key, value)))
                .violations();
    }

    @Test
    void refusesAMissingClass() {
        assertThat(refusal())
                .isEqualTo(new Refusal(Reason.NOT_FOUND, "storageclass \"rbd\" not found: create it or use another"));
    }

    @Test
    void anUnreachableApiServerIsNotAMissingClass() {
        api.stop();

        assertThatExceptionOfType(ApiException.class).isThrownBy(() -> resolver.resolve(NAMED));
    }

    private Refusal refusal() {
        return catchThrowableOfType(RefusedException.class, () -> resolver.resolve(NAMED))
                .refusal();
    }

    private static StorageClassBuilder storageClass(String provisioner) {
        return new StorageClassBuilder()
                .withNewMetadata()
                .withName("rbd")
                .endMetadata()
                .withProvisioner(provisioner);
    }
}
