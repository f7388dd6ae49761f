package io.rbdfunctions.kubernetes.capacity;

import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.storage.CSIStorageCapacity;
import io.fabric8.kubernetes.api.model.storage.CSIStorageCapacityBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.rbdfunctions.kubernetes.ApiCalls;
import io.rbdfunctions.kubernetes.Patcher;
import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.ObjectName;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/**
 * Calls for the CSIStorageCapacity objects of the functions, which are in their own namespace and labelled as theirs. Others are never read or
 * changed. Every method throws {@link io.rbdfunctions.kubernetes.ApiException} if the API server fails or forbids it, and {@link
 * io.rbdfunctions.kubernetes.StaleObjectException} if an object has changed since it was read, or the API server has no such kind.
 */
@Singleton
public record StorageCapacities(KubernetesClient client, Patcher patcher) {
    /** The labels of the CSI external-provisioner. */
    private static final String DRIVER = "csi.storage.k8s.io/drivername";

    private static final String MANAGER = "csi.storage.k8s.io/managed-by";
    private static final String US = "rbd-functions";

    /** Whether the scheduler is to compare claims with capacities: the cluster has the CSIDriver, and it says so. */
    public boolean areAskedFor(ObjectName driver) {
        var one = client.storage().v1().csiDrivers().withName(driver.value());
        return ApiCalls.find("get CSIDriver " + driver, one::get)
                .filter(found -> Boolean.TRUE.equals(found.getSpec().getStorageCapacity()))
                .isPresent();
    }

    public List<CapacityView> list(ObjectName driver) {
        return ApiCalls.call(
                        "list CSIStorageCapacities",
                        () -> client.storage()
                                .v1()
                                .csiStorageCapacities()
                                .inNamespace(namespace())
                                .withLabels(labels(driver))
                                .list())
                .getItems()
                .stream()
                .map(CapacityView::new)
                .toList();
    }

    public void create(StorageCapacity capacity) {
        ApiCalls.call(
                "create CSIStorageCapacity " + capacity.name(),
                () -> client.resource(manifest(capacity)).create());
    }

    private CSIStorageCapacity manifest(StorageCapacity capacity) {
        Quantity quantity = quantity(capacity);
        return new CSIStorageCapacityBuilder()
                .withNewMetadata()
                .withNamespace(namespace())
                .withName(capacity.name().value())
                .withLabels(labels(capacity.driver()))
                .endMetadata()
                .withStorageClassName(capacity.storageClass().value())
                .withNewNodeTopology()
                .withMatchLabels(capacity.topology().segments())
                .endNodeTopology()
                .withCapacity(quantity)
                .withMaximumVolumeSize(quantity)
                .build();
    }

    /** Changes the only fields that can be changed. */
    public void update(CapacityView read, StorageCapacity capacity) {
        Quantity quantity = quantity(capacity);
        patcher.patch(
                "apis/storage.k8s.io/v1/namespaces/%s/csistoragecapacities/%s".formatted(namespace(), read.name()),
                read.object(),
                Map.of("/capacity", quantity, "/maximumVolumeSize", quantity),
                CSIStorageCapacity.class);
    }

    public void delete(CapacityView read) {
        ApiCalls.call(
                "delete CSIStorageCapacity " + read.name(),
                () -> client.resource(read.object()).delete());
    }

    private static Quantity quantity(StorageCapacity capacity) {
        return new Quantity(Capacity.quantityOf(capacity.bytes()));
    }

    private static Map<String, String> labels(ObjectName driver) {
        return Map.of(DRIVER, driver.value(), MANAGER, US);
    }

    private String namespace() {
        return ApiCalls.ownNamespace(client).value();
    }
}
