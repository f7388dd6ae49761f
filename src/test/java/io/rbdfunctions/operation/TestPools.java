package io.rbdfunctions.operation;

import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.fabric8.kubernetes.api.model.storage.StorageClassBuilder;
import io.rbdfunctions.kubernetes.TestApi;
import io.rbdfunctions.kubernetes.secret.Secrets;
import io.rbdfunctions.operation.image.PoolContents;
import io.rbdfunctions.operation.image.PoolFacts;
import io.rbdfunctions.operation.image.PoolSessions;
import io.rbdfunctions.operation.image.PoolTags;
import io.rbdfunctions.operation.image.RecentRemovals;
import io.rbdfunctions.operation.repair.JournalContents;
import io.rbdfunctions.operation.repair.TestRepairer;
import io.rbdfunctions.operation.storageclass.ClassCompletion;
import io.rbdfunctions.operation.storageclass.ProvisionerConfig;
import io.rbdfunctions.operation.storageclass.VolumeCredentials;
import io.rbdfunctions.process.CommandRunner;
import io.rbdfunctions.rbd.CephMonitors;
import io.rbdfunctions.rbd.ManagerTasks;
import io.rbdfunctions.rbd.RadosObjects;
import io.rbdfunctions.rbd.RbdEngine;
import io.rbdfunctions.rbd.command.RbdCommand;
import io.rbdfunctions.rbd.command.Session;
import io.rbdfunctions.rbd.engine.TestEngine;
import io.rbdfunctions.rbd.object.ObjectOperation;
import io.rbdfunctions.volume.ceph.CephCredentials;
import io.rbdfunctions.volume.ceph.CephKey;
import java.time.Duration;
import java.util.Map;

/** Pool contents read by the test's own command runner, for the tests of other packages. */
public final class TestPools {
    /** Class parameters for pool {@code kube}. */
    public static final Map<String, String> PARAMETERS =
            Map.of("monitors", "10.0.7.52:6789", "pool", "kube", "adminSecretName", "ceph-admin");

    private TestPools() {}

    public static PoolContents over(CommandRunner runner, TestApi api) {
        return over(runner, TestEngine.noManager(), api);
    }

    /** With a manager. */
    public static PoolContents over(CommandRunner runner, ManagerTasks tasks, TestApi api) {
        return new PoolContents(sessions(runner, api), tasks, new RecentRemovals());
    }

    private static PoolSessions sessions(CommandRunner runner, TestApi api) {
        return new PoolSessions(
                OperationsHarness.resolver(api),
                _ -> new CephCredentials(null, new CephKey("AQBcanary==")),
                TestEngine.timeouts(),
                TestEngine.over(runner, Duration.ofMillis(100)));
    }

    public static PoolFacts facts(CommandRunner runner, RadosObjects objects, CephMonitors monitors, TestApi api) {
        return new PoolFacts(sessions(runner, api), new PoolTags(objects), monitors);
    }

    /** Journals that must not be read. */
    public static JournalContents journals(TestApi api) {
        RadosObjects unread = new RadosObjects() {
            @Override
            public <A> A run(Session session, ObjectOperation<A> operation) {
                throw new AssertionError("ran " + operation);
            }
        };
        return journals(
                _ -> {
                    throw new AssertionError("read a Secret");
                },
                unread,
                api);
    }

    public static JournalContents journals(Secrets secrets, RadosObjects objects, TestApi api) {
        PoolSessions sessions =
                new PoolSessions(OperationsHarness.resolver(api), secrets, TestEngine.timeouts(), unusedEngine());
        return TestRepairer.contents(sessions, objects, new VolumeCredentials(api.cache(), completion(api)));
    }

    /** An engine that must not be used. */
    public static RbdEngine unusedEngine() {
        return new RbdEngine() {
            @Override
            public <A> A run(Session session, RbdCommand<A> command) {
                throw new AssertionError("ran " + command);
            }
        };
    }

    public static ClassCompletion completion(TestApi api) {
        return OperationsHarness.completion(api);
    }

    public static ProvisionerConfig config() {
        return OperationsHarness.config();
    }

    /** A class of this provisioner. */
    public static StorageClass storageClass(String name, Map<String, String> parameters) {
        return new StorageClassBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withProvisioner(config().provisioner())
                .withParameters(parameters)
                .build();
    }
}
