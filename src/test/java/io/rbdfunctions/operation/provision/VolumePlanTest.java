package io.rbdfunctions.operation.provision;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeSpec;
import io.rbdfunctions.operation.OperationsHarness;
import io.rbdfunctions.operation.RequestBuilder;
import io.rbdfunctions.operation.storageclass.ResolvedClass;
import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.ReclaimPolicy;
import io.rbdfunctions.volume.VolumeMode;
import io.rbdfunctions.volume.ceph.CephUser;
import io.rbdfunctions.volume.ceph.ImageRef;
import java.util.List;
import org.junit.jupiter.api.Test;

class VolumePlanTest {
    private static final List<String> CLASS_OPTIONS = List.of("discard");

    @Test
    void theClassSetsWhatTheRequestOmits() {
        var spec = spec(new RequestBuilder());

        assertThat(spec.getPersistentVolumeReclaimPolicy()).isEqualTo("Retain");
        assertThat(spec.getMountOptions()).isEqualTo(CLASS_OPTIONS);
        assertThat(spec.getVolumeMode()).isNull();
        assertThat(spec.getStorageClassName()).isNull();
        assertThat(spec.getClaimRef()).isNull();
    }

    @Test
    void theRequestOverridesTheClass() {
        var spec = spec(new RequestBuilder()
                .policy(ReclaimPolicy.DELETE)
                .mountOptions("noatime")
                .mode(VolumeMode.BLOCK)
                .storageClass("rbd-fast")
                .claim("1c4f"));

        assertThat(spec.getPersistentVolumeReclaimPolicy()).isEqualTo("Delete");
        assertThat(spec.getMountOptions()).containsExactly("noatime");
        assertThat(spec.getVolumeMode()).isEqualTo("Block");
        assertThat(spec.getStorageClassName()).isEqualTo("rbd-fast");
        assertThat(spec.getClaimRef().getUid()).isEqualTo("1c4f");
    }

    @Test
    void anEmptyListOfMountOptionsOverridesTheClass() {
        assertThat(spec(new RequestBuilder().mountOptions()).getMountOptions()).isEmpty();
    }

    @Test
    void setsTheProvisionerAnnotation() {
        assertThat(manifest(new RequestBuilder()).getMetadata().getAnnotations())
                .containsEntry("pv.kubernetes.io/provisioned-by", OperationsHarness.PROVISIONER);
    }

    private static PersistentVolumeSpec spec(RequestBuilder request) {
        return manifest(request).getSpec();
    }

    private static PersistentVolume manifest(RequestBuilder request) {
        ResolvedClass storageClass = new ResolvedClass(request.parameters(), ReclaimPolicy.RETAIN, CLASS_OPTIONS);
        return ClaimRules.check(request.provision(), storageClass)
                .manifest(
                        ImageRef.of("kube", "img"),
                        new Capacity(1),
                        CephUser.ADMIN,
                        OperationsHarness.PROVISIONER,
                        null);
    }
}
