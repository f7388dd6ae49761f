package io.rbdfunctions.kubernetes.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.storage.CSIDriverBuilder;
import io.fabric8.kubernetes.api.model.storage.CSIStorageCapacity;
import io.fabric8.kubernetes.api.model.storage.CSIStorageCapacityBuilder;
import io.rbdfunctions.kubernetes.ApiException;
import io.rbdfunctions.kubernetes.Patcher;
import io.rbdfunctions.kubernetes.StaleObjectException;
import io.rbdfunctions.kubernetes.TestApi;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.placement.Topology;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StorageCapacitiesTest {
    private static final ObjectName DRIVER = new ObjectName("rbd.csi.ceph.com");
    private static final Topology ZONE = new Topology(Map.of("topology.kubernetes.io/zone", "a"));

    private final TestApi api = new TestApi();
    private final StorageCapacities capacities = new StorageCapacities(api.client(), new Patcher(api.client()));

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void writesWhatTheSchedulerReads() {
        capacities.create(capacity(ZONE, (5L << 30) + 1));

        CapacityView made = only();
        CSIStorageCapacity object = made.object();
        assertThat(made.name()).startsWith("csisc-");
        assertThat(object.getMetadata().getLabels())
                .containsOnly(
                        Map.entry("csi.storage.k8s.io/drivername", "rbd.csi.ceph.com"),
                        Map.entry("csi.storage.k8s.io/managed-by", "rbd-functions"));
        assertThat(object.getStorageClassName()).isEqualTo("fast");
        assertThat(object.getNodeTopology().getMatchLabels()).isEqualTo(ZONE.segments());
        assertThat(object.getCapacity()).isEqualTo(new Quantity("5120Mi"));
        assertThat(object.getMaximumVolumeSize()).isEqualTo(new Quantity("5120Mi"));
        assertThat(made.bytes()).isEqualTo(5L << 30);
    }

    /** Without the field, no node could reach it. */
    @Test
    void everywhereIsAnEmptySelector() {
        capacities.create(capacity(Topology.EVERYWHERE, 0));

        assertThat(only().object().getNodeTopology()).isNotNull();
        assertThat(only().bytes()).isZero();
    }

    @Test
    void changesAndDeletesAnObject() {
        capacities.create(capacity(ZONE, 1 << 20));

        capacities.update(only(), capacity(ZONE, 2 << 20));

        assertThat(only().bytes()).isEqualTo(2 << 20);
        capacities.delete(only());
        assertThat(capacities.list(DRIVER)).isEmpty();
    }

    @Test
    void aSecondReplicaMakesNoSecondObject() {
        capacities.create(capacity(ZONE, 1 << 20));

        assertThatThrownBy(() -> capacities.create(capacity(ZONE, 2 << 20))).isInstanceOf(StaleObjectException.class);
    }

    @Test
    void seesNoObjectsOfOthers() {
        foreign("csi.storage.k8s.io/managed-by", "external-provisioner");
        foreign("csi.storage.k8s.io/drivername", "other.rbd.csi.ceph.com");

        assertThat(capacities.list(DRIVER)).isEmpty();
    }

    private void foreign(String label, String value) {
        api.put(new CSIStorageCapacityBuilder()
                .withNewMetadata()
                .withNamespace(api.client().getNamespace())
                .withName("csisc-" + value)
                .withLabels(Map.of(
                        "csi.storage.k8s.io/managed-by",
                        "rbd-functions",
                        "csi.storage.k8s.io/drivername",
                        DRIVER.value()))
                .addToLabels(label, value)
                .endMetadata()
                .withStorageClassName("fast")
                .build());
    }

    @Test
    void isAskedForByTheDriver() {
        assertThat(capacities.areAskedFor(DRIVER)).isFalse();
        for (Boolean asks : List.of(false, true)) {
            api.replace(driver(asks));

            assertThat(capacities.areAskedFor(DRIVER)).isEqualTo(asks);
        }
        api.replace(driver(null));
        assertThat(capacities.areAskedFor(DRIVER)).isFalse();
    }

    private static io.fabric8.kubernetes.api.model.storage.CSIDriver driver(@Nullable Boolean asks) {
        return new CSIDriverBuilder()
                .withNewMetadata()
                .withName(DRIVER.value())
                .endMetadata()
                .withNewSpec()
                .withStorageCapacity(asks)
                .endSpec()
                .build();
    }

    @Test
    void saysThatThePermissionIsMissing() {
        api.refuse("/apis/storage.k8s.io/v1/csidrivers/" + DRIVER, 403);

        assertThatThrownBy(() -> capacities.areAskedFor(DRIVER))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        failure -> assertThat(failure.isForbidden()).isTrue());
    }

    private CapacityView only() {
        assertThat(capacities.list(DRIVER)).hasSize(1);
        return capacities.list(DRIVER).getFirst();
    }

    private static StorageCapacity capacity(Topology topology, long bytes) {
        return new StorageCapacity(DRIVER, new ObjectName("fast"), topology, bytes);
    }
}
