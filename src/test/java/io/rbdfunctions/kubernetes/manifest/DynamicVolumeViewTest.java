package io.rbdfunctions.kubernetes.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PersistentVolumeBuilder;
import io.rbdfunctions.volume.ceph.ImageName;
import io.rbdfunctions.volume.ceph.ImageRef;
import io.rbdfunctions.volume.ceph.PoolName;
import io.rbdfunctions.volume.ceph.PoolSpec;
import io.rbdfunctions.volume.ceph.RadosNamespace;
import io.rbdfunctions.volume.csi.VolumeHandle;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DynamicVolumeViewTest {
    private static final String UUID = "6b23aa07-5d5a-4b8a-a4af-c265031d9c4b";
    private static final String HANDLE = "0001-0002-c1-0000000000000001-" + UUID;
    private static final String IMAGE = "csi-vol-" + UUID;

    @Test
    void aDynamicVolumeNamesItsImage() {
        VolumeView volume = volume(HANDLE, Map.of("pool", "kube", "imageName", "other-" + UUID));

        assertThat(volume.dynamicHandle()).contains(VolumeHandle.parse(HANDLE));
        assertThat(volume.image()).contains("other-" + UUID);
        assertThat(volume.possibleImages()).containsExactly("kube/other-" + UUID);
    }

    @Test
    void theImageOfAnOldDynamicVolumeFollowsFromItsHandle() {
        assertThat(volume(HANDLE, Map.of("pool", "kube")).image()).contains(IMAGE);
        assertThat(volume(HANDLE, Map.of("pool", "kube", "volumeNamePrefix", "prod-"))
                        .image())
                .contains("prod-" + UUID);
    }

    /** Deleting an image of that name would find none, and the volume would be removed without its image. */
    @Test
    void anInvalidHandleIsNoImageName() {
        VolumeView volume = volume("0001-0009-c1-0000000000000001-" + UUID, Map.of("pool", "kube", "imageName", IMAGE));

        assertThat(volume.dynamicHandle()).isEmpty();
        assertThat(volume.image()).isEmpty();
    }

    @Test
    void theHandleOfAStaticVolumeIsItsImageName() {
        assertThat(volume(IMAGE, Map.of("pool", "kube")).image()).contains(IMAGE);
    }

    /** As Go reads a boolean. */
    @ParameterizedTest
    @ValueSource(strings = {"1", "t", "T", "true", "TRUE", "True"})
    void knowsAnEncryptedVolume(String value) {
        assertThat(volume(HANDLE, Map.of("encrypted", value)).isEncrypted()).isTrue();
        assertThat(volume(HANDLE, Map.of("encrypted", "false")).isEncrypted()).isFalse();
        assertThat(volume(HANDLE, Map.of()).isEncrypted()).isFalse();
    }

    @Test
    void theNamespaceIsPartOfTheImage() {
        VolumeView volume = new VolumeView(SampleObjects.ofImage("pvc-1", "kube", "team", IMAGE));

        assertThat(volume.poolSpec()).isEqualTo("kube/team");
        assertThat(volume.possibleImages()).containsExactly("kube/team/" + IMAGE);
        assertThat(volume.uses(in("team"))).isTrue();
        assertThat(volume.uses(in(""))).isFalse();
        assertThat(volume.uses(in("other"))).isFalse();
    }

    /** The configuration of ceph-csi may have a namespace for the clusterID, so its image must not be deleted there. */
    @Test
    void aStaticVolumeWithoutANamespaceMayUseTheImageOfAny() {
        assertThat(volume(IMAGE, Map.of("pool", "kube")).uses(in("team"))).isTrue();
        assertThat(volume(IMAGE, Map.of("pool", "kube")).uses(in(""))).isTrue();
        assertThat(new VolumeView(SampleObjects.ofImage("pvc-1", "kube", IMAGE)).uses(in("team")))
                .as("in-tree")
                .isFalse();
    }

    private static ImageRef in(String namespace) {
        return new ImageRef(new PoolSpec(new PoolName("kube"), new RadosNamespace(namespace)), new ImageName(IMAGE));
    }

    private static VolumeView volume(String handle, Map<String, String> attributes) {
        return new VolumeView(new PersistentVolumeBuilder()
                .withNewSpec()
                .withNewCsi()
                .withDriver("rbd.csi.ceph.com")
                .withVolumeHandle(handle)
                .withVolumeAttributes(attributes)
                .endCsi()
                .endSpec()
                .build());
    }
}
