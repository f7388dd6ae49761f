package io.rbdfunctions.system.life;

import io.fabric8.kubernetes.api.model.storage.CSIDriver;
import io.fabric8.kubernetes.api.model.storage.CSIDriverBuilder;
import io.fabric8.kubernetes.api.model.storage.CSIStorageCapacity;
import io.fabric8.kubernetes.api.model.storage.StorageClassBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.rbdfunctions.support.cluster.ApiServer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A CSIDriver that asks for CSIStorageCapacity objects. Quotas limit the room of pools, so that no manager has to count. */
abstract class CapacityTestBase extends ClusterTestBase {
    static final String DRIVER = "capacity.rbdfunctions.io";
    static final String MANAGER = "csi.storage.k8s.io/managed-by";
    static final long MEBIBYTE = 1L << 20;

    final KubernetesClient client = ApiServer.client();

    @BeforeEach
    void makeDriver() {
        client.resource(driver()).create();
    }

    @AfterEach
    void removeDriver() {
        client.storage().v1().csiDrivers().withName(DRIVER).delete();
        client.storage()
                .v1()
                .csiStorageCapacities()
                .inNamespace(ApiServer.functionNamespace())
                .delete();
        client.close();
    }

    String makeClass(Map<String, String> parameters) {
        return makeClass("rbd-" + UUID.randomUUID(), parameters);
    }

    String makeClass(String name, Map<String, String> parameters) {
        cluster.makeClass(builder -> waiting(builder, name), parameters);
        return name;
    }

    private static StorageClassBuilder waiting(StorageClassBuilder builder, String name) {
        return builder.editMetadata()
                .withName(name)
                .endMetadata()
                .withProvisioner(DRIVER)
                .withVolumeBindingMode("WaitForFirstConsumer");
    }

    private static CSIDriver driver() {
        return new CSIDriverBuilder()
                .withNewMetadata()
                .withName(DRIVER)
                .endMetadata()
                .withNewSpec()
                .withAttachRequired(false)
                .withStorageCapacity(true)
                .endSpec()
                .build();
    }

    List<CSIStorageCapacity> ours(String storageClass) {
        return client
                .storage()
                .v1()
                .csiStorageCapacities()
                .inNamespace(ApiServer.functionNamespace())
                .withLabel(MANAGER, "rbd-functions")
                .list()
                .getItems()
                .stream()
                .filter(object -> object.getStorageClassName().equals(storageClass))
                .toList();
    }
}
