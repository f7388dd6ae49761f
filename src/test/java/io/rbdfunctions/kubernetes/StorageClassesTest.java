package io.rbdfunctions.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fabric8.kubernetes.api.model.storage.StorageClassBuilder;
import io.rbdfunctions.volume.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StorageClassesTest {
    private static final ObjectName NAME = new ObjectName("rbd");

    private final TestApi api = new TestApi();

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void findsAClass() {
        api.put(new StorageClassBuilder()
                .withNewMetadata()
                .withName("rbd")
                .endMetadata()
                .withProvisioner("rbdfunctions.io/rbd")
                .addToParameters("pool", "kube")
                .build());

        assertThat(api.storageClasses().find(NAME)).hasValueSatisfying(found -> {
            assertThat(found.getProvisioner()).isEqualTo("rbdfunctions.io/rbd");
            assertThat(found.getParameters()).containsEntry("pool", "kube");
        });
    }

    @Test
    void findsNone() {
        assertThat(api.storageClasses().find(NAME)).isEmpty();
    }

    @Test
    void saysWhenItIsNotPermitted() {
        api.refuse("/apis/storage.k8s.io/v1/storageclasses/rbd", 403);

        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> api.storageClasses().find(NAME))
                .withMessage(
                        "get StorageClass rbd: the API server does not permit it (403): check the RBAC rules of the"
                                + " service account");
    }

    @Test
    void saysWhenTheApiServerCannotBeReached() {
        api.stop();

        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> api.storageClasses().find(NAME))
                .withMessage("get StorageClass rbd: the API server cannot be reached");
    }
}
