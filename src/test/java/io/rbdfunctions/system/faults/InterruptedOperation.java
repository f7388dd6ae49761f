package io.rbdfunctions.system.faults;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.rbdfunctions.support.cluster.TestCluster;
import java.util.List;

/** The operation during which a fault occurs. */
enum InterruptedOperation {
    PROVISION {
        @Override
        ClaimWorkload prepare(FaultEnvironment environment) {
            return new ClaimWorkload(environment, false, List.of(pending(environment)), List.of(), List.of());
        }
    },
    EXPAND {
        @Override
        ClaimWorkload prepare(FaultEnvironment environment) {
            return new ClaimWorkload(environment, false, List.of(), List.of(growing(environment)), List.of());
        }
    },
    DELETE {
        @Override
        ClaimWorkload prepare(FaultEnvironment environment) {
            return new ClaimWorkload(environment, false, List.of(), List.of(), List.of(released(environment)));
        }
    },
    /** All operations in one sweep, without events. */
    SWEEP {
        @Override
        ClaimWorkload prepare(FaultEnvironment environment) {
            return new ClaimWorkload(
                    environment,
                    true,
                    List.of(pending(environment)),
                    List.of(growing(environment)),
                    List.of(released(environment)));
        }
    };

    abstract ClaimWorkload prepare(FaultEnvironment environment);

    private static PersistentVolumeClaim pending(FaultEnvironment environment) {
        TestCluster cluster = environment.cluster();
        return cluster.handedOver(cluster.makeClaim(environment.storageClass()));
    }

    private static PersistentVolumeClaim growing(FaultEnvironment environment) {
        return environment.cluster().grow(bound(environment), ClaimWorkload.GROWN);
    }

    private static PersistentVolume released(FaultEnvironment environment) {
        PersistentVolumeClaim claim = bound(environment);
        PersistentVolume volume = environment.cluster().volumeOf(claim);
        environment.cluster().delete(claim);
        return environment.cluster().released(volume);
    }

    private static PersistentVolumeClaim bound(FaultEnvironment environment) {
        PersistentVolumeClaim claim = pending(environment);
        environment.deliverAndExpectSuccess(claim);
        return environment.cluster().bound(claim);
    }
}
