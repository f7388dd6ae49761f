package io.rbdfunctions.system.faults;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.rbdfunctions.support.cluster.TestCluster;
import java.util.List;

/** What the function is at when a fault comes. */
enum InterruptedOperation {
    PROVISION {
        @Override
        ClaimWorkload prepare(FaultEnvironment faultEnvironment) {
            return new ClaimWorkload(faultEnvironment, false, List.of(pending(faultEnvironment)), List.of(), List.of());
        }
    },
    EXPAND {
        @Override
        ClaimWorkload prepare(FaultEnvironment faultEnvironment) {
            return new ClaimWorkload(faultEnvironment, false, List.of(), List.of(growing(faultEnvironment)), List.of());
        }
    },
    DELETE {
        @Override
        ClaimWorkload prepare(FaultEnvironment faultEnvironment) {
            return new ClaimWorkload(faultEnvironment, false, List.of(), List.of(), List.of(released(faultEnvironment)));
        }
    },
    /** All of them, which no event tells of. */
    SWEEP {
        @Override
        ClaimWorkload prepare(FaultEnvironment faultEnvironment) {
            return new ClaimWorkload(faultEnvironment, true, List.of(pending(faultEnvironment)), List.of(growing(faultEnvironment)), List.of(released(faultEnvironment)));
        }
    };

    abstract ClaimWorkload prepare(FaultEnvironment faultEnvironment);

    private static PersistentVolumeClaim pending(FaultEnvironment faultEnvironment) {
        TestCluster cluster = faultEnvironment.cluster();
        return cluster.handedOver(cluster.makeClaim(faultEnvironment.storageClass()));
    }

    private static PersistentVolumeClaim growing(FaultEnvironment faultEnvironment) {
        return faultEnvironment.cluster().grow(bound(faultEnvironment), ClaimWorkload.GROWN);
    }

    private static PersistentVolume released(FaultEnvironment faultEnvironment) {
        PersistentVolumeClaim claim = bound(faultEnvironment);
        PersistentVolume volume = faultEnvironment.cluster().volumeOf(claim);
        faultEnvironment.cluster().delete(claim);
        return faultEnvironment.cluster().released(volume);
    }

    private static PersistentVolumeClaim bound(FaultEnvironment faultEnvironment) {
        PersistentVolumeClaim claim = pending(faultEnvironment);
        faultEnvironment.deliverWell(claim);
        return faultEnvironment.cluster().bound(claim);
    }
}
