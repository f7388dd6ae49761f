package io.rbdfunctions.system.faults;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.rbdfunctions.support.cluster.TestCluster;
import java.util.List;

/** The operation on a snapshot or a clone during which a fault occurs. */
enum InterruptedSnapshot {
    TAKE {
        @Override
        Workload prepare(FaultEnvironment environment, PersistentVolumeClaim source) {
            return new SnapshotWorkload(environment, false, List.of(asked(environment, source)), List.of());
        }
    },
    RESTORE {
        @Override
        Workload prepare(FaultEnvironment environment, PersistentVolumeClaim source) {
            return claims(environment, List.of(restored(environment, source)), List.of());
        }
    },
    CLONE {
        @Override
        Workload prepare(FaultEnvironment environment, PersistentVolumeClaim source) {
            return claims(environment, List.of(cloned(environment, source)), List.of());
        }
    },
    DELETE_RESTORED {
        @Override
        Workload prepare(FaultEnvironment environment, PersistentVolumeClaim source) {
            return claims(
                    environment,
                    List.of(),
                    List.of(provisionedAndReleased(environment, restored(environment, source))));
        }
    },
    DELETE_CLONE {
        @Override
        Workload prepare(FaultEnvironment environment, PersistentVolumeClaim source) {
            return claims(
                    environment, List.of(), List.of(provisionedAndReleased(environment, cloned(environment, source))));
        }
    },
    DELETE_SNAPSHOT {
        @Override
        Workload prepare(FaultEnvironment environment, PersistentVolumeClaim source) {
            GenericKubernetesResource taken = taken(environment, source);
            return new SnapshotWorkload(
                    environment,
                    false,
                    List.of(),
                    List.of(environment.snapshots().controller().delete(taken)));
        }
    };

    abstract Workload prepare(FaultEnvironment environment, PersistentVolumeClaim source);

    private static ClaimWorkload claims(
            FaultEnvironment environment, List<PersistentVolumeClaim> pending, List<PersistentVolume> released) {
        return new ClaimWorkload(environment, false, pending, List.of(), released);
    }

    /** A snapshot that has not been taken. */
    static GenericKubernetesResource asked(FaultEnvironment environment, PersistentVolumeClaim source) {
        return environment
                .snapshots()
                .controller()
                .snapshot(environment.cluster().volumeOf(source));
    }

    private static GenericKubernetesResource taken(FaultEnvironment environment, PersistentVolumeClaim source) {
        GenericKubernetesResource content = asked(environment, source);
        environment.deliverAsIs(content);
        return environment.snapshots().controller().now(content);
    }

    private static PersistentVolumeClaim restored(FaultEnvironment environment, PersistentVolumeClaim source) {
        return from(environment, taken(environment, source));
    }

    /** A claim that waits to be restored from a snapshot. */
    static PersistentVolumeClaim from(FaultEnvironment environment, GenericKubernetesResource content) {
        String snapshot = environment.snapshots().controller().bind(content);
        return pending(environment, "snapshot.storage.k8s.io", "VolumeSnapshot", snapshot);
    }

    private static PersistentVolumeClaim cloned(FaultEnvironment environment, PersistentVolumeClaim source) {
        return pending(
                environment, "", "PersistentVolumeClaim", source.getMetadata().getName());
    }

    private static PersistentVolumeClaim pending(FaultEnvironment environment, String group, String kind, String name) {
        TestCluster cluster = environment.cluster();
        return cluster.handedOver(cluster.makeClaim(
                environment.storageClass(),
                claim -> claim.editSpec()
                        .withNewDataSource(group.isEmpty() ? null : group, kind, name)
                        .endSpec()));
    }

    private static PersistentVolume provisionedAndReleased(FaultEnvironment environment, PersistentVolumeClaim claim) {
        environment.deliverAndExpectSuccess(claim);
        environment.cluster().bound(claim);
        return released(environment.cluster(), claim);
    }

    /** The volume of a claim that is deleted now. */
    static PersistentVolume released(TestCluster cluster, PersistentVolumeClaim claim) {
        PersistentVolume volume = cluster.volumeOf(claim);
        cluster.delete(claim);
        return cluster.released(volume);
    }
}
