package io.rbdfunctions.rbd;

import static org.assertj.core.api.Assertions.assertThat;

import io.rbdfunctions.concurrent.Parallel;
import io.rbdfunctions.rbd.command.Session;
import io.rbdfunctions.rbd.engine.TestEngine;
import io.rbdfunctions.volume.ceph.CephKey;
import io.rbdfunctions.volume.ceph.CephUser;
import io.rbdfunctions.volume.ceph.ImageId;
import io.rbdfunctions.volume.ceph.Monitors;
import io.rbdfunctions.volume.ceph.PoolName;
import io.rbdfunctions.volume.ceph.PoolSpec;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ManagerTasksTest {
    private static final ImageId ID = new ImageId("10");
    private static final PoolSpec KUBE = PoolSpec.of(new PoolName("kube"));
    private static final PoolSpec OTHER = PoolSpec.of(new PoolName("other"));
    private static final String PROBE = "rbd task list probe";

    private final FakeManager manager = new FakeManager();
    private final ManagerTasks tasks = manager.managerTasks();
    private final Session session = session("rbd-functions");

    @Test
    void asksOnceWhetherTheManagerListens() {
        assertThat(tasks.isPossible(session, KUBE)).isTrue();
        assertThat(manager.commands()).isEmpty();

        assertThat(tasks.isLikely(session, KUBE)).isTrue();
        assertThat(tasks.isLikely(session, OTHER)).isTrue();

        assertThat(manager.commands()).containsExactly(PROBE);
    }

    @Test
    void anAcceptedTaskAnswersTheQuestionToo() {
        assertThat(tasks.removeFromTrash(session, KUBE, ID)).isTrue();
        assertThat(tasks.isLikely(session, KUBE)).isTrue();

        assertThat(manager.commands()).containsExactly("rbd task add trash remove kube/10");
    }

    @Test
    void aMissingManagerIsRemembered() {
        manager.failing(RbdError.DEADLINE);

        assertThat(tasks.isLikely(session, KUBE)).isFalse();
        assertThat(tasks.isLikely(session, OTHER)).isFalse();
        assertThat(tasks.isPossible(session, KUBE)).isFalse();
        assertThat(manager.commands()).containsExactly(PROBE);

        assertThat(tasks.isPossible(session("other"), KUBE)).isTrue();
    }

    @Test
    void afterFiveMinutesTheManagerIsAskedAgain() {
        manager.failing(RbdError.DENIED);
        assertThat(tasks.isLikely(session, KUBE)).isFalse();
        manager.failing(null);

        manager.pass(Duration.ofMinutes(5));
        assertThat(tasks.isLikely(session, KUBE)).isFalse();
        manager.pass(Duration.ofMillis(1));
        assertThat(tasks.isPossible(session, KUBE)).isTrue();
        assertThat(tasks.isLikely(session, KUBE)).isTrue();

        assertThat(manager.commands()).containsExactly(PROBE, PROBE);
    }

    /** The capabilities of a user may cover one pool. */
    @Test
    void aDeniedTaskCountsForItsPoolOnly() {
        manager.refusingTasks(RbdError.DENIED);

        assertThat(tasks.removeFromTrash(session, KUBE, ID)).isFalse();

        assertThat(tasks.isPossible(session, KUBE)).isFalse();
        assertThat(tasks.isLikely(session, KUBE)).isFalse();
        assertThat(tasks.isLikely(session, OTHER)).isTrue();
    }

    @Test
    void anUnansweredTaskCountsForAllPools() {
        manager.refusingTasks(RbdError.DEADLINE);

        assertThat(tasks.removeFromTrash(session, KUBE, ID)).isFalse();

        assertThat(tasks.isPossible(session, OTHER)).isFalse();
    }

    @Test
    void anImageThatIsNotInTheTrashSaysNothingAboutTheManager() {
        manager.refusingTasks(RbdError.NOT_FOUND);

        assertThat(tasks.removeFromTrash(session, KUBE, ID)).isFalse();

        assertThat(tasks.isPossible(session, KUBE)).isTrue();
    }

    @Test
    void concurrentQuestionsDoNotWaitOneAfterTheOther() {
        manager.failing(RbdError.DEADLINE);

        Parallel.runAll(Collections.nCopies(50, () -> tasks.isLikely(session, KUBE)));

        assertThat(manager.commands()).hasSizeLessThan(5);
    }

    @Test
    void listsNothingIfTheManagerDoesNotAnswer() {
        manager.tasks("""
                [{"refs": {"action": "trash remove", "image_id": "10", "pool_name": "kube", "pool_namespace": ""}}]""");
        assertThat(tasks.trashRemovals(session, KUBE)).containsExactly("10");
        assertThat(tasks.trashRemovals(session, OTHER)).isEmpty();

        manager.failing(RbdError.DEADLINE);
        assertThat(tasks.trashRemovals(session, KUBE)).isEmpty();
    }

    @Test
    void nothingIsSentIfTasksAreSwitchedOff() {
        ManagerTasks off = TestEngine.noManager();

        assertThat(off.isPossible(session, KUBE)).isFalse();
        assertThat(off.isLikely(session, KUBE)).isFalse();
        assertThat(off.trashRemovals(session, KUBE)).isEmpty();
    }

    private static Session session(String user) {
        return new Session(
                new Monitors(List.of("10.0.7.52:6789")),
                new CephUser(user),
                new CephKey("AQBcanary=="),
                TestEngine.timeouts());
    }
}
