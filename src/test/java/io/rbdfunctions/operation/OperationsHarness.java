package io.rbdfunctions.operation;

import io.rbdfunctions.journal.VolumeJournal;
import io.rbdfunctions.journal.snapshot.SnapshotJournal;
import io.rbdfunctions.kubernetes.PersistentVolumes;
import io.rbdfunctions.kubernetes.TestApi;
import io.rbdfunctions.kubernetes.secret.Secrets;
import io.rbdfunctions.operation.attributes.AttributesClasses;
import io.rbdfunctions.operation.attributes.Modifier;
import io.rbdfunctions.operation.audit.OperationLog;
import io.rbdfunctions.operation.call.TestCallTargets;
import io.rbdfunctions.operation.clone.call.CloneProvisioner;
import io.rbdfunctions.operation.convert.TestConverter;
import io.rbdfunctions.operation.csi.DynamicVolumes;
import io.rbdfunctions.operation.delete.DeletionConfig;
import io.rbdfunctions.operation.delete.TestDeleter;
import io.rbdfunctions.operation.expand.Expander;
import io.rbdfunctions.operation.image.ImageLocks;
import io.rbdfunctions.operation.image.PoolContents;
import io.rbdfunctions.operation.image.PoolSessions;
import io.rbdfunctions.operation.image.PoolTags;
import io.rbdfunctions.operation.image.RecentRemovals;
import io.rbdfunctions.operation.inspect.Inspector;
import io.rbdfunctions.operation.inspect.Lister;
import io.rbdfunctions.operation.placement.TestPlacer;
import io.rbdfunctions.operation.policy.PolicyCheckedOperations;
import io.rbdfunctions.operation.policy.TestCalls;
import io.rbdfunctions.operation.provision.ImageAdopter;
import io.rbdfunctions.operation.provision.Provisioner;
import io.rbdfunctions.operation.provision.TestProvisioner;
import io.rbdfunctions.operation.repair.TestRepairer;
import io.rbdfunctions.operation.request.VolumeOperation;
import io.rbdfunctions.operation.rollback.TestRollback;
import io.rbdfunctions.operation.snapshot.TestSnapshots;
import io.rbdfunctions.operation.snapshot.call.SnapshotLocator;
import io.rbdfunctions.operation.storageclass.ClassCompletion;
import io.rbdfunctions.operation.storageclass.ProvisionerConfig;
import io.rbdfunctions.operation.storageclass.RoundUp;
import io.rbdfunctions.operation.storageclass.StorageClassResolver;
import io.rbdfunctions.operation.storageclass.VolumeCredentials;
import io.rbdfunctions.operation.trash.Purger;
import io.rbdfunctions.operation.trash.Restorer;
import io.rbdfunctions.process.CommandRunner;
import io.rbdfunctions.rbd.ImageStore;
import io.rbdfunctions.rbd.ManagerTasks;
import io.rbdfunctions.rbd.RadosObjects;
import io.rbdfunctions.rbd.RbdEngine;
import io.rbdfunctions.rbd.command.Session;
import io.rbdfunctions.rbd.engine.TestEngine;
import io.rbdfunctions.rbd.librbd.Librbd;
import io.rbdfunctions.rbd.object.ObjectOperation;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Wires the operations with the test's own command runner, Secrets and API server. */
public final class OperationsHarness {
    public static final String PROVISIONER = "rbdfunctions.io/rbd";

    private static final long MAX_OBJECTS = 4096;

    /** How long a busy image is retried: long enough to observe, short enough for a test. */
    private static final Duration BUSY_TIMEOUT = Duration.ofMillis(500);

    /** Connects when the first dynamic volume needs it. */
    private static final RadosObjects LIBRADOS = TestEngine.objects(TestEngine.librbd());

    /** For scripted commands: a pool without objects. */
    static final RadosObjects NO_OBJECTS = new RadosObjects() {
        @Override
        public <A> A run(Session session, ObjectOperation<A> operation) {
            return operation.answerTo(ObjectOperation.Reading.MISSING).orElseThrow();
        }
    };

    private OperationsHarness() {}

    public static Operations operations(CommandRunner runner, Secrets secrets, TestApi api) {
        return operations(runner, LIBRADOS, secrets, api);
    }

    /** With other objects for the journal of dynamic volumes. */
    public static Operations operations(CommandRunner runner, RadosObjects objects, Secrets secrets, TestApi api) {
        return operations(TestEngine.over(runner, BUSY_TIMEOUT), objects, TestEngine.noManager(), secrets, api);
    }

    /** With a manager. */
    public static Operations operations(CommandRunner runner, ManagerTasks tasks, Secrets secrets, TestApi api) {
        return operations(TestEngine.over(runner, BUSY_TIMEOUT), LIBRADOS, tasks, secrets, api);
    }

    static Operations operations(Librbd librbd, Secrets secrets, TestApi api) {
        return operations(
                TestEngine.over(librbd, BUSY_TIMEOUT),
                TestEngine.objects(librbd),
                TestEngine.noManager(),
                secrets,
                api);
    }

    /** With another engine. */
    public static Operations operations(
            RbdEngine engine, RadosObjects objects, ManagerTasks tasks, Secrets secrets, TestApi api) {
        return operations(engine, objects, tasks, secrets, api, new RecentRemovals());
    }

    /** As callers reach them, with a policy that allows all images. */
    public static PolicyCheckedOperations calls(RbdEngine engine, Secrets secrets, TestApi api) {
        RecentRemovals removals = new RecentRemovals();
        PoolSessions sessions = sessions(engine, secrets, api);
        VolumeJournal journal = new VolumeJournal(LIBRADOS, "default");
        Operations operations = operations(engine, LIBRADOS, TestEngine.noManager(), secrets, api, removals);
        return TestCalls.over(
                new PoolContents(sessions, TestEngine.noManager(), removals),
                new DynamicVolumes(journal, LIBRADOS),
                api.volumes(),
                api.contents(),
                TestCallTargets.of(sessions, resolver(api), journal, LIBRADOS, removals, api.volumes(), api.claims()),
                operations);
    }

    public static PoolSessions sessions(RbdEngine engine, Secrets secrets, TestApi api) {
        return new PoolSessions(resolver(api), secrets, TestEngine.timeouts(), engine);
    }

    private static Operations operations(
            RbdEngine engine,
            RadosObjects objects,
            ManagerTasks tasks,
            Secrets secrets,
            TestApi api,
            RecentRemovals removals) {
        PersistentVolumes persistentVolumes = api.volumes();
        ImageStore store = TestEngine.store(engine);
        StorageClassResolver resolver = resolver(api);
        AttributesClasses attributesClasses = new AttributesClasses(api.cache(), config());
        PoolSessions sessions = new PoolSessions(resolver, secrets, TestEngine.timeouts(), engine);
        ImageLocks locks = new ImageLocks(() -> Duration.ofSeconds(60));
        VolumeJournal journal = new VolumeJournal(objects, "default");
        DynamicVolumes dynamicVolumes = new DynamicVolumes(journal, objects);
        ImageAdopter adopter = new ImageAdopter(dynamicVolumes, store, config());
        List<VolumeOperation<?, ?>> snapshots =
                TestSnapshots.operations(sessions, dynamicVolumes, locks, store, tasks, deletion(), Clock.systemUTC());
        Provisioner provisioner = TestProvisioner.of(
                resolver,
                attributesClasses,
                sessions,
                dynamicVolumes,
                locks,
                store,
                tasks,
                config(),
                adopter,
                TestPlacer.of(api, journal));
        List<VolumeOperation<?, ?>> volumes = List.of(
                provisioner,
                new CloneProvisioner(
                        new SnapshotLocator(sessions, dynamicVolumes, new SnapshotJournal(journal)),
                        store,
                        provisioner),
                new Expander(sessions, dynamicVolumes, locks, store),
                new Modifier(attributesClasses, sessions, dynamicVolumes, locks),
                TestDeleter.of(sessions, dynamicVolumes, locks, store, tasks, deletion(), Clock.systemUTC()),
                new Inspector(sessions, dynamicVolumes),
                new Lister(sessions, new PoolTags(objects)),
                new Restorer(resolver, sessions, locks, store, adopter),
                TestRollback.of(sessions, dynamicVolumes, locks, store, tasks, deletion(), api),
                new Purger(sessions, removals, Clock.systemUTC()),
                TestConverter.of(resolver, persistentVolumes, sessions, dynamicVolumes, locks, store, config()),
                TestRepairer.of(
                        persistentVolumes,
                        new VolumeCredentials(api.cache(), completion(api)),
                        sessions,
                        journal,
                        locks,
                        store));
        return new Operations(
                Stream.concat(volumes.stream(), snapshots.stream()).toList(),
                new OperationLog(UnobservedScope::new),
                api.cache());
    }

    private static DeletionConfig deletion() {
        return new DeletionConfig() {
            @Override
            public long removeInPlaceObjects() {
                return MAX_OBJECTS;
            }

            @Override
            public long handOverObjects() {
                return 256;
            }

            @Override
            public Duration purgeAfter() {
                return Duration.ofSeconds(3);
            }
        };
    }

    public static StorageClassResolver resolver(TestApi api) {
        return new StorageClassResolver(api.cache(), completion(api), config());
    }

    /** Without a configuration of ceph-csi. */
    public static ClassCompletion completion(TestApi api) {
        return new ClassCompletion(api.clusters(null), config(), () -> RoundUp.MiB);
    }

    public static ProvisionerConfig config() {
        return () -> PROVISIONER;
    }
}
