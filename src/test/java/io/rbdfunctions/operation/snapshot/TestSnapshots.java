package io.rbdfunctions.operation.snapshot;

import io.rbdfunctions.journal.snapshot.SnapshotJournal;
import io.rbdfunctions.operation.csi.DynamicVolumes;
import io.rbdfunctions.operation.delete.DeletionConfig;
import io.rbdfunctions.operation.delete.ManagerRemoval;
import io.rbdfunctions.operation.image.ImageLocks;
import io.rbdfunctions.operation.image.PoolSessions;
import io.rbdfunctions.operation.inspect.Inspector;
import io.rbdfunctions.operation.request.VolumeOperation;
import io.rbdfunctions.operation.snapshot.call.NamedSnapshotDeleter;
import io.rbdfunctions.operation.snapshot.call.SnapshotLocator;
import io.rbdfunctions.operation.snapshot.call.SnapshotTaker;
import io.rbdfunctions.operation.snapshot.inspect.TestSnapshotInspection;
import io.rbdfunctions.operation.snapshot.limit.SnapshotConfig;
import io.rbdfunctions.operation.snapshot.limit.SnapshotLimit;
import io.rbdfunctions.rbd.ImageStore;
import io.rbdfunctions.rbd.ManagerTasks;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Creates the operations on snapshots for tests of other packages. */
public final class TestSnapshots {
    /** Small, so that a test reaches it. */
    public static final SnapshotConfig LIMITS = new SnapshotConfig() {
        @Override
        public int maxOfImage() {
            return 4;
        }

        @Override
        public int flattenAbove() {
            return 2;
        }
    };

    private TestSnapshots() {}

    public static List<VolumeOperation<?, ?>> operations(
            PoolSessions pools,
            DynamicVolumes volumes,
            ImageLocks locks,
            ImageStore store,
            ManagerTasks tasks,
            DeletionConfig config,
            InstantSource clock) {
        var sessions = new SnapshotSessions(pools, volumes.objects());
        var journal = new SnapshotJournal(volumes.journal());
        var removal = new SnapshotRemoval(journal, store, new ManagerRemoval(tasks, config), config, clock);
        var sources = new SnapshotSources(volumes.journal(), store, new SnapshotLimit(tasks, LIMITS));
        var tags = new SnapshotTags(() -> Optional.of("prod"));
        var locator = new SnapshotLocator(pools, volumes, journal);
        var snapshotter = new Snapshotter(sessions, sources, journal, removal, tags, locks, store, clock);
        var deleter = new SnapshotDeleter(sessions, journal, locks, removal);
        return Stream.concat(
                        Stream.of(
                                snapshotter,
                                deleter,
                                new SnapshotFinder(sessions, journal, store),
                                new SnapshotTaker(locator, journal, snapshotter),
                                new NamedSnapshotDeleter(locator, journal, deleter, snapshotter)),
                        TestSnapshotInspection.operations(
                                locator, volumes.journal(), store, new Inspector(pools, volumes))
                                .stream())
                .toList();
    }
}
