package io.rbdfunctions.rbd;

import io.rbdfunctions.process.CommandRunner;
import io.rbdfunctions.rbd.librbd.Librbd;
import io.rbdfunctions.rbd.librbd.Limits;
import io.rbdfunctions.rbd.value.ClientTimeouts;
import io.rbdfunctions.volume.ceph.ImageRef;
import java.time.Duration;

/** The engine and the store as the application puts them together, over any runner, for the tests of other packages. */
public final class TestEngine {
    private static final Duration LONG = Duration.ofSeconds(60);

    private TestEngine() {}

    /** Waits out "busy" for as long as is said. */
    public static RbdEngine over(CommandRunner runner, Duration patience) {
        return new RetryingEngine(new CliEngine(runner, "rbd", new CommandDeadlines(LONG, LONG)), patience);
    }

    /** librbd, to be closed by the caller. */
    static Librbd librbd() {
        return new Librbd(new Limits(8, LONG, 4, LONG));
    }

    static RbdEngine over(Librbd librbd) {
        return new LibrbdEngine(librbd, new CommandDeadlines(LONG, LONG));
    }

    /** The same in process. */
    public static RbdEngine over(Librbd librbd, Duration patience) {
        return new RetryingEngine(new LibrbdEngine(librbd, new CommandDeadlines(LONG, LONG)), patience);
    }

    public static ImageStore store(RbdEngine images) {
        return new ImageStore(images, Duration.ofMillis(100));
    }

    public static ClientTimeouts timeouts() {
        return new ClientTimeouts(Duration.ofSeconds(10), Duration.ofSeconds(20));
    }

    /** As a failed {@code rbd info kube/img} leaves the engine. */
    public static RbdException failure(RbdError error) {
        return new RbdException(error, TestSessions.at("10.0.7.52").info(ImageRef.of("kube", "img")), "words");
    }
}
