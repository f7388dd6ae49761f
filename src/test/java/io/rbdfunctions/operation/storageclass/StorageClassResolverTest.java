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
