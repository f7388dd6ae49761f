package io.rbdfunctions.system.faults;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.rbdfunctions.system.life.TestCluster;
import java.util.List;

/** What the function is at when a fault comes. */
enum Work {
    PROVISION {
        @Override
        Job prepare(World world) {
            return new Job(world, false, List.of(pending(world)), List.of(), List.of());
        }
    },
    EXPAND {
        @Override
        Job prepare(World world) {
            return new Job(world, false, List.of(), List.of(growing(world)), List.of());
        }
    },
    DELETE {
        @Override
        Job prepare(World world) {
            return new Job(world, false, List.of(), List.of(), List.of(released(world)));
        }
    },
    /** All of them, which no event tells of. */
    SWEEP {
        @Override
        Job prepare(World world) {
            return new Job(world, true, List.of(pending(world)), List.of(growing(world)), List.of(released(world)));
        }
    };

    abstract Job prepare(World world);

    private static PersistentVolumeClaim pending(World world) {
        TestCluster cluster = world.cluster();
        return cluster.handedOver(cluster.makeClaim(world.storageClass()));
    }

    private static PersistentVolumeClaim growing(World world) {
        return world.cluster().grow(bound(world), Job.GROWN);
    }

    private static PersistentVolume released(World world) {
        PersistentVolumeClaim claim = bound(world);
        PersistentVolume volume = world.cluster().volumeOf(claim);
        world.cluster().delete(claim);
        return world.cluster().released(volume);
    }

    private static PersistentVolumeClaim bound(World world) {
        PersistentVolumeClaim claim = pending(world);
        world.deliverWell(claim);
        return world.cluster().bound(claim);
    }
}
