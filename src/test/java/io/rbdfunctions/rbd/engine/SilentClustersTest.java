package io.rbdfunctions.rbd.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rbdfunctions.concurrent.Parallel;
import io.rbdfunctions.rbd.RbdEngine;
import io.rbdfunctions.rbd.RbdError;
import io.rbdfunctions.rbd.RbdException;
import io.rbdfunctions.rbd.command.ListCommand;
import io.rbdfunctions.rbd.command.RbdCommand;
import io.rbdfunctions.rbd.command.Session;
import io.rbdfunctions.volume.ceph.PoolName;
import io.rbdfunctions.volume.ceph.PoolSpec;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SilentClustersTest {
    private static final List<String> ANSWER = List.of();
    private static final RbdCommand<List<String>> COMMAND = new ListCommand.Names(PoolSpec.of(new PoolName("kube")));
    private static final String NO_CONNECTION = "couldn't connect to the cluster!";

    /** What the engine does at the moment. */
    private volatile Supplier<Object> work = () -> ANSWER;

    private final RbdEngine engine = new SilentClusters().around(new RbdEngine() {
        @Override
        @SuppressWarnings("unchecked")
        public <A> A run(Session session, RbdCommand<A> command) {
            return (A) work.get();
        }
    });
    private final Session session = TestSessions.at("10.0.7.52:6789");
    private final CountDownLatch end = new CountDownLatch(1);

    @ParameterizedTest(name = "{0}, {1}: {2}")
    @CsvSource({
        "UNREACHABLE, couldn't connect to the cluster!, true",
        "UNREACHABLE, error opening image: (110) Connection timed out, false",
        "DENIED, couldn't connect to the cluster!, false",
        "DEADLINE, did not end within 45000 ms and was killed, false",
        "NOT_FOUND, error opening image: (2) No such file or directory, false"
    })
    void aClusterIsSilentIfNoConnectionCouldBeMade(RbdError error, String detail, boolean isSilent) {
        fail(session, error, detail);
        CompletableFuture<Object> other = waitingCall(session);

        if (isSilent) {
            assertThat(catchThrowableOfType(RbdException.class, () -> answer(session)))
                    .returns(RbdError.UNREACHABLE, RbdException::error)
                    .hasMessage("rbd ls kube: no monitor has answered yet, and another call is trying to connect");
        } else {
            assertThat(answer(session)).isEqualTo(ANSWER);
        }
        end.countDown();
        assertThat(Parallel.await(other)).isEqualTo(ANSWER);
    }

    @Test
    void anAnswerEndsTheSilence() {
        fail(session, RbdError.UNREACHABLE, NO_CONNECTION);
        assertThat(answer(session)).isEqualTo(ANSWER);

        CompletableFuture<Object> other = waitingCall(session);

        assertThat(answer(session)).isEqualTo(ANSWER);
        end.countDown();
        Parallel.await(other);
    }

    @Test
    void aFailedTrialLetsTheNextCallTry() {
        for (int i = 0; i < 3; i++) {
            fail(session, RbdError.UNREACHABLE, NO_CONNECTION);
        }

        assertThat(answer(session)).isEqualTo(ANSWER);
    }

    @Test
    void otherClustersAndUsersAreNotAffected() {
        fail(session, RbdError.UNREACHABLE, NO_CONNECTION);
        CompletableFuture<Object> trial = waitingCall(session);

        assertThat(answer(TestSessions.at("10.0.7.53:6789"))).isEqualTo(ANSWER);
        end.countDown();
        Parallel.await(trial);
    }

    /** Returns when the call has begun. */
    private CompletableFuture<Object> waitingCall(Session at) {
        CountDownLatch begun = new CountDownLatch(1);
        work = () -> {
            begun.countDown();
            await(end);
            return ANSWER;
        };
        CompletableFuture<Object> call = Parallel.start(() -> engine.run(at, COMMAND));
        await(begun);
        work = () -> ANSWER;
        return call;
    }

    private Object answer(Session at) {
        return engine.run(at, COMMAND);
    }

    private void fail(Session at, RbdError error, String detail) {
        RbdException failure = new RbdException(error, COMMAND, detail);
        work = () -> {
            throw failure;
        };
        assertThat(catchThrowableOfType(RbdException.class, () -> answer(at))).isSameAs(failure);
        work = () -> ANSWER;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}
