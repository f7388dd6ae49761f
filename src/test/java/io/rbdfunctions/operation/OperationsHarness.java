package io.rbdfunctions.operation;

import io.rbdfunctions.kubernetes.PersistentVolumes;
import io.rbdfunctions.kubernetes.StorageClasses;
import io.rbdfunctions.kubernetes.TestApi;
import io.rbdfunctions.kubernetes.secret.Secrets;
import io.rbdfunctions.operation.audit.OperationLog;
import io.rbdfunctions.operation.convert.Converter;
import io.rbdfunctions.operation.delete.Deleter;
import io.rbdfunctions.operation.delete.DeletionConfig;
import io.rbdfunctions.operation.delete.RemovalPolicy;
import io.rbdfunctions.operation.expand.Expander;
import io.rbdfunctions.operation.image.CephSessions;
import io.rbdfunctions.operation.image.ImageLocks;
import io.rbdfunctions.operation.image.ImageTagger;
import io.rbdfunctions.operation.image.ImageUsers;
import io.rbdfunctions.operation.image.PoolSessions;
import io.rbdfunctions.operation.inspect.Inspector;
import io.rbdfunctions.operation.inspect.Lister;
import io.rbdfunctions.operation.provision.ImageAdopter;
import io.rbdfunctions.operation.provision.PersistentVolumeFactory;
import io.rbdfunctions.operation.provision.Provisioner;
import io.rbdfunctions.operation.storageclass.OperationConfig;
import io.rbdfunctions.operation.storageclass.StorageClassResolver;
import io.rbdfunctions.operation.trash.Purger;
import io.rbdfunctions.operation.trash.Restorer;
import io.rbdfunctions.process.CommandRunner;
import io.rbdfunctions.rbd.ImageStore;
import io.rbdfunctions.rbd.RbdEngine;
import io.rbdfunctions.rbd.TestEngine;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** The operations, put together by hand over a runner, keys and classes of the test's own. */
public final class OperationsHarness {
    public static final String PROVISIONER = "rbdfunctions.io/rbd";

    /** Patient for half a second: long enough to see a wait, short enough to wait it out. */
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private OperationsHarness() {}

    public static Operations operations(CommandRunner runner, Secrets secrets, TestApi api) {
        StorageClasses storageClasses = api.storageClasses();
        PersistentVolumes persistentVolumes = api.volumes();
        RbdEngine images = TestEngine.over(runner, PATIENCE);
        ImageStore store = TestEngine.store(images);
        StorageClassResolver storageClassResolver = new StorageClassResolver(storageClasses, config());
        CephSessions cephSessions = new CephSessions(secrets, TestEngine.timeouts());
        PoolSessions sessions = new PoolSessions(storageClassResolver, cephSessions);
        ImageLocks locks = new ImageLocks(config());
        ImageUsers imageUsers = new ImageUsers(images);
        ImageTagger imageTagger = new ImageTagger(images);
        PersistentVolumeFactory persistentVolumeFactory = new PersistentVolumeFactory(config());
        ImageAdopter imageAdopter = new ImageAdopter(store, images, imageUsers, imageTagger, persistentVolumeFactory);
        return new Operations(
                List.of(
                        new Provisioner(
                                storageClassResolver,
                                cephSessions,
                                locks,
                                store,
                                images,
                                persistentVolumeFactory,
                                imageTagger,
                                imageAdopter),
                        new Expander(sessions, locks, store),
                        new Deleter(
                                sessions,
                                locks,
                                store,
                                images,
                                imageUsers,
                                new RemovalPolicy(deletion()),
                                Clock.systemUTC()),
                        new Inspector(sessions, images, imageUsers),
                        new Lister(sessions, images),
                        new Restorer(storageClassResolver, cephSessions, locks, store, images, imageAdopter),
                        new Purger(sessions, images, Clock.systemUTC()),
                        new Converter(storageClassResolver, persistentVolumes, config())),
                new OperationLog(Unwatched::new),
                api.cache());
    }

    private static final long MOST_OBJECTS = 4096;

    private static DeletionConfig deletion() {
        return new DeletionConfig() {
            @Override
            public long removeInPlaceObjects() {
                return MOST_OBJECTS;
            }

            @Override
            public Duration purgeAfter() {
                return Duration.ofSeconds(3);
            }
        };
    }

    public static OperationConfig config() {
        return config(Duration.ofSeconds(60));
    }

    public static OperationConfig config(Duration imageTimeout) {
        return new OperationConfig() {
            @Override
            public String provisioner() {
                return PROVISIONER;
            }

            @Override
            public Duration imageTimeout() {
                return imageTimeout;
            }

            @Override
            public boolean anticipate() {
                return true;
            }
        };
    }
}
