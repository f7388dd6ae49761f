package io.rbdfunctions.operation;

import io.rbdfunctions.kubernetes.Secrets;
import io.rbdfunctions.kubernetes.StorageClasses;
import io.rbdfunctions.kubernetes.TestApi;
import io.rbdfunctions.kubernetes.Volumes;
import io.rbdfunctions.process.CommandRunner;
import io.rbdfunctions.rbd.ImageStore;
import io.rbdfunctions.rbd.RbdImages;
import io.rbdfunctions.rbd.TestEngine;
import java.time.Clock;
import java.time.Duration;

/** The operations, put together by hand over a runner, keys and classes of the test's own. */
final class Bench {
    static final String PROVISIONER = "rbdfunctions.io/rbd";

    /** Patient for half a second: long enough to see a wait, short enough to wait it out. */
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private Bench() {}

    static Operations operations(CommandRunner runner, Secrets secrets, TestApi api) {
        StorageClasses storageClasses = api.storageClasses();
        Volumes volumes = api.volumes();
        RbdImages images = TestEngine.over(runner, PATIENCE);
        ImageStore store = TestEngine.store(images);
        Classes classes = new Classes(storageClasses, config());
        Sessions sessions = new Sessions(secrets, TestEngine.timeouts());
        Workplaces workplaces = new Workplaces(classes, sessions);
        ImageLocks locks = new ImageLocks(config());
        Dependents dependents = new Dependents(images);
        Tagger tagger = new Tagger(images);
        Manifests manifests = new Manifests(config());
        Adopter adopter = new Adopter(store, images, dependents, tagger, manifests);
        return new Operations(
                new Provisioner(classes, sessions, locks, store, images, manifests, tagger, adopter),
                new Expander(workplaces, locks, store, images),
                new Deleter(workplaces, locks, store, images, dependents, new Removals(deletion()), Clock.systemUTC()),
                new Inspector(workplaces, images, dependents),
                new Lister(workplaces, images),
                new Restorer(classes, sessions, locks, store, images, adopter),
                new Purger(workplaces, images, Clock.systemUTC()),
                new Converter(classes, volumes, config()),
                new OperationLog(Unwatched::new),
                api.memory());
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

    static OperationConfig config() {
        return config(Duration.ofSeconds(60));
    }

    static OperationConfig config(Duration imageTimeout) {
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
