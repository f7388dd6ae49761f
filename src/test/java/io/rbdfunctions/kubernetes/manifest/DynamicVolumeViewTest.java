package io.rbdfunctions.kubernetes.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PersistentVolumeBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DynamicVolumeViewTest {
    private static final String IMAGE = "csi-vol-6b23aa07-5d5a-4b8a-a4af-c265031d9c4b";

    /** Deleting an image of that name would find none, and the volume would be removed without its image. */
    @Test
    void theHandleOfADynamicVolumeIsNoImageName() {
        VolumeView volume = volume("0001-0002-c1-0000000000000001-6b23aa07-5d5a-4b8a-a4af-c265031d9c4b");

        assertThat(volume.image()).isEmpty();
        assertThat(volume.possibleImages()).containsExactly("kube/" + IMAGE);
    }

    @Test
    void theHandleOfAStaticVolumeIsItsImageName() {
        assertThat(volume(IMAGE).image()).contains(IMAGE);
    }

    private static VolumeView volume(String handle) {
        return new VolumeView(new PersistentVolumeBuilder()
                .withNewSpec()
                .withNewCsi()
                .withDriver("rbd.csi.ceph.com")
                .withVolumeHandle(handle)
                .withVolumeAttributes(Map.of("pool", "kube", "imageName", IMAGE))
                .endCsi()
                .endSpec()
                .build());
    }
}
