package io.rbdfunctions.rbd.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;

import io.rbdfunctions.process.ChildProcesses;
import io.rbdfunctions.rbd.ImageStore;
import io.rbdfunctions.rbd.RbdEngine;
import io.rbdfunctions.rbd.RbdError;
import io.rbdfunctions.rbd.command.Create;
import io.rbdfunctions.rbd.command.ListCommand;
import io.rbdfunctions.rbd.command.Session;
import io.rbdfunctions.rbd.librbd.Librbd;
import io.rbdfunctions.support.SecondLane;
import io.rbdfunctions.support.ceph.CephCluster;
import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.ceph.ImageFeatures;
import io.rbdfunctions.volume.ceph.ImageLayout;
import io.rbdfunctions.volume.ceph.ImageRef;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An image that a killed creation has left. */
@SecondLane
class HalfMadeTest {
    private static final Capacity SIZE = Capacity.ofMebibytes(64);
    private static final ImageLayout LAYERING = ImageLayout.of(ImageFeatures.LAYERING);
    private static final CephCluster CEPH = CephCluster.shared();
    private static final Session SESSION = TestSessions.admin(CEPH);
    private static final Librbd LIBRBD = TestEngine.librbd();

    private final ImageRef image = ImageRef.of(CEPH.freshPool(), "half");

    static Stream<Named<RbdEngine>> engines() {
        ChildProcesses processes = new ChildProcesses(4, Duration.ofSeconds(60));
        return Stream.of(
                named("the command", TestEngine.over(processes, Duration.ZERO)),
                named("librbd", TestEngine.over(LIBRBD)));
    }

    @AfterAll
    static void close() {
        LIBRBD.close();
    }

    @ParameterizedTest
    @MethodSource("engines")
    void createIfMissingReplacesIt(RbdEngine engine) {
        ImageStore store = TestEngine.store(engine);
        CEPH.leaveIncompleteImage(image.toString());
        assertThat(CEPH.exists(image.toString())).isTrue();
        assertThat(store.find(SESSION, image)).isEmpty();
        assertThat(ImageLife.failure(engine, SESSION, new Create(image, SIZE, LAYERING)))
                .isEqualTo(RbdError.EXISTS);

        assertThat(store.createIfMissing(SESSION, image, SIZE, LAYERING)).isEmpty();

        assertThat(CEPH.sizeOf(image.toString())).isEqualTo(SIZE.bytes());
    }

    @ParameterizedTest
    @MethodSource("engines")
    void removeDeletesIt(RbdEngine engine) {
        ImageStore store = TestEngine.store(engine);
        CEPH.leaveIncompleteImage(image.toString());

        assertThat(store.remove(SESSION, image)).isTrue();
        assertThat(store.remove(SESSION, image)).isFalse();
        assertThat(CEPH.exists(image.toString())).isFalse();
    }

    @ParameterizedTest
    @MethodSource("engines")
    void listSizesLeavesItOut(RbdEngine engine) {
        CEPH.leaveIncompleteImage(image.toString());

        assertThat(engine.run(SESSION, new ListCommand.Names(image.poolSpec()))).containsExactly("half");
        assertThat(engine.run(SESSION, new ListCommand.Sizes(image.poolSpec()))).isEmpty();
    }
}
