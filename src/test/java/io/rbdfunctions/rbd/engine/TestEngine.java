package io.rbdfunctions.rbd.engine;

import io.rbdfunctions.process.CommandRunner;
import io.rbdfunctions.rbd.ImageStore;
import io.rbdfunctions.rbd.RadosObjects;
import io.rbdfunctions.rbd.RbdEngine;
import io.rbdfunctions.rbd.RbdError;
import io.rbdfunctions.rbd.RbdException;
import io.rbdfunctions.rbd.command.Info;
import io.rbdfunctions.rbd.command.Session.ClientTimeouts;
import io.rbdfunctions.rbd.librbd.Librbd;
import io.rbdfunctions.rbd.librbd.Librbd.Limits;
import io.rbdfunctions.volume.ceph.ImageRef;
import java.time.Duration;

/** Creates the engine and the store as the application does, for the tests of other packages. */
public final class TestEngine {
    private static final Duration LONG = Duration.ofSeconds(60);

    private TestEngine() {}

    public static RbdEngine over(CommandRunner runner, Duration busyTimeout) {
        return new RetryingEngine(
                new ExplainingEngine(new CliEngine(runner, "rbd", new RbdEngine.Deadlines(LONG, LONG))), busyTimeout);
    }

    /** The caller must close it. */
    public static Librbd librbd() {
        return new Librbd(new Limits(8, LONG, 4, LONG));
    }

    static RbdEngine over(Librbd librbd) {
        return new LibrbdEngine(librbd, new RbdEngine.Deadlines(LONG, LONG));
    }

    public static RbdEngine over(Librbd librbd, Duration busyTimeout) {
        return new RetryingEngine(new ExplainingEngine(over(librbd)), busyTimeout);
    }

    /** As the application does, whatever its engine. */
    public static RadosObjects objects(Librbd librbd) {
        return new LibradosEngine(() -> librbd, LONG, _ -> {});
    }

    public static ImageStore store(RbdEngine engine) {
        return new ImageStore(engine, Duration.ofMillis(100));
    }

    public static ClientTimeouts timeouts() {
        return new ClientTimeouts(Duration.ofSeconds(10), Duration.ofSeconds(20));
    }

    /** The exception of a failed {@code rbd info kube/img}. */
    public static RbdException failure(RbdError error) {
        return new RbdException(error, new Info(ImageRef.of("kube", "img")), "words");
    }
}
