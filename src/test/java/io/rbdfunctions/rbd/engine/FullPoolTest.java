package io.rbdfunctions.rbd.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Named.named;

import io.rbdfunctions.process.ChildProcesses;
import io.rbdfunctions.rbd.ImageStore;
import io.rbdfunctions.rbd.RadosObjects;
import io.rbdfunctions.rbd.RbdEngine;
import io.rbdfunctions.rbd.RbdError;
import io.rbdfunctions.rbd.RbdException;
import io.rbdfunctions.rbd.command.Session;
import io.rbdfunctions.rbd.librbd.Librbd;
import io.rbdfunctions.rbd.object.ObjectRef;
import io.rbdfunctions.rbd.object.ObjectWrite;
import io.rbdfunctions.rbd.object.ObjectWrite.Result;
import io.rbdfunctions.support.SecondLane;
import io.rbdfunctions.support.ceph.CephCluster;
import io.rbdfunctions.volume.ceph.ImageRef;
import io.rbdfunctions.volume.ceph.PoolName;
import io.rbdfunctions.volume.ceph.RadosNamespace;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** In a full pool, Ceph 16 reports an image that it cannot remove as missing; later releases remove it. */
@SecondLane
class FullPoolTest {
    private static final CephCluster CEPH = CephCluster.fresh();
    private static final Session SESSION = TestSessions.admin(CEPH);
    private static final Librbd LIBRBD = TestEngine.librbd();

    static Stream<Named<RbdEngine>> engines() {
        ChildProcesses processes = new ChildProcesses(4, Duration.ofMinutes(1));
        return Stream.of(
                named("the command", TestEngine.over(processes, Duration.ZERO)),
                named("librbd", TestEngine.over(LIBRBD)));
    }

    @AfterAll
    static void close() {
        LIBRBD.close();
        CEPH.close();
    }

    @ParameterizedTest
    @MethodSource("engines")
    void doesNotReportAnExistingImageAsRemoved(RbdEngine engine) {
        ImageStore store = TestEngine.store(engine);
        ImageRef image = ImageRef.of(CEPH.freshPool(), "stays");
        CEPH.createImage(image.toString(), 8);
        CEPH.reportFull();

        boolean removed = removes(store, image);

        CEPH.freeSpace();
        assertThat(CEPH.exists(image.toString())).isNotEqualTo(removed);
        assertThat(store.remove(SESSION, image)).isNotEqualTo(removed);
        assertThat(store.remove(SESSION, image)).isFalse();
        assertThat(CEPH.exists(image.toString())).isFalse();
    }

    /** Otherwise Ceph would let a write wait for space. */
    @Test
    void objectsOfAFullClusterCanBeRemovedAndNotCreated() {
        RadosObjects objects = TestEngine.objects(LIBRBD);
        PoolName pool = new PoolName(CEPH.freshPool());
        ObjectWrite there = ObjectWrite.of(new ObjectRef(pool, RadosNamespace.DEFAULT, "there"));
        ObjectWrite none = ObjectWrite.of(new ObjectRef(pool, RadosNamespace.DEFAULT, "none"));
        assertThat(objects.run(SESSION, there.createNew().set(Map.of("a", "1"))))
                .isEqualTo(Result.APPLIED);
        CEPH.reportFull();

        assertThat(catchThrowableOfType(
                                RbdException.class,
                                () -> objects.run(SESSION, none.createNew().set(Map.of("a", "1"))))
                        .error())
                .isEqualTo(RbdError.NO_SPACE);
        assertThat(objects.run(SESSION, there.require("a", "1").remove())).isEqualTo(Result.APPLIED);
        CEPH.freeSpace();
    }

    private static boolean removes(ImageStore store, ImageRef image) {
        try {
            return store.remove(SESSION, image);
        } catch (RbdException failure) {
            assertThat(failure.error()).isEqualTo(RbdError.UNKNOWN);
            return false;
        }
    }
}
