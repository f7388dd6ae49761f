package io.rbdfunctions.rbd.engine;

import io.rbdfunctions.process.CommandRunner;
import io.rbdfunctions.rbd.CephManager;
import io.rbdfunctions.rbd.CephMonitors;
import io.rbdfunctions.rbd.ImageStore;
import io.rbdfunctions.rbd.ManagerTasks;
import io.rbdfunctions.rbd.RadosObjects;
import io.rbdfunctions.rbd.RbdEngine;
import io.rbdfunctions.rbd.RbdError;
import io.rbdfunctions.rbd.RbdException;
import io.rbdfunctions.rbd.command.Info;
import io.rbdfunctions.rbd.command.Session;
import io.rbdfunctions.rbd.command.Session.ClientTimeouts;
import io.rbdfunctions.rbd.librbd.Librbd;
import io.rbdfunctions.rbd.librbd.Librbd.Limits;
import io.rbdfunctions.rbd.librbd.ManagerCalls;
import io.rbdfunctions.rbd.manager.ManagerCommand;
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

    /** As the application does, whatever its engine. */
    public static CephMonitors monitors(Librbd librbd) {
        return new MonitorEngine(() -> librbd, LONG, _ -> {});
    }

    /** As the application does. The caller must close the calls. */
    public static ManagerCalls managerCalls() {
        return new ManagerCalls(new Limits(8, LONG, 4, LONG));
    }

    public static CephManager manager(ManagerCalls calls, Duration deadline) {
        return new ManagerEngine(calls, deadline, _ -> {});
    }

    /** Tasks that are switched off. */
    public static ManagerTasks noManager() {
        return new ManagerTasks(
                new CephManager() {
                    @Override
                    public <A> A run(Session session, ManagerCommand<A> command) {
                        throw new AssertionError(command.verb());
                    }
                },
                false,
                System::nanoTime);
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
