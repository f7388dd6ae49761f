package io.rbdfunctions.rbd.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rbdfunctions.process.ChildProcesses;
import io.rbdfunctions.process.Command;
import io.rbdfunctions.process.Result;
import io.rbdfunctions.rbd.RbdEngine;
import io.rbdfunctions.rbd.RbdError;
import io.rbdfunctions.rbd.RbdException;
import io.rbdfunctions.rbd.command.Info;
import io.rbdfunctions.rbd.command.ListCommand;
import io.rbdfunctions.rbd.command.RbdCommand;
import io.rbdfunctions.rbd.command.Session;
import io.rbdfunctions.support.SecondLane;
import io.rbdfunctions.support.ceph.LoopbackPorts;
import io.rbdfunctions.volume.ceph.ImageRef;
import io.rbdfunctions.volume.ceph.PoolName;
import io.rbdfunctions.volume.ceph.PoolSpec;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@SecondLane
class CliEngineTest extends RbdEngineContract {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final ImageRef IMAGE = ImageRef.of("kube", "data");

    private final ChildProcesses processes = new ChildProcesses(4, LONG);

    @Override
    RbdEngine engine() {
        return new CliEngine(processes, "rbd", new RbdEngine.Deadlines(LONG, LONG));
    }

    @Test
    void reportsAMissingProgram() {
        RbdEngine none = new CliEngine(processes, "no-rbd-here", new RbdEngine.Deadlines(LONG, LONG));
        RbdException failure = failure(none, TestSessions.admin(ceph), new Info(IMAGE));
        assertThat(failure.error()).isEqualTo(RbdError.ENGINE_MISSING);
        assertThat(failure).hasMessageContaining("no-rbd-here not found");
    }

    @Test
    void killsAHangingCommandAtTheDeadline() {
        RbdEngine hasty = new CliEngine(processes, "rbd", new RbdEngine.Deadlines(Duration.ofMillis(500), LONG));
        long start = System.nanoTime();
        try (var silent = LoopbackPorts.hanging()) {
            String monitors = "v2:127.0.0.1:" + silent.port();
            RbdException failure = failure(hasty, TestSessions.with(ceph, monitors), new Info(IMAGE));
            assertThat(failure.error()).isEqualTo(RbdError.DEADLINE);
            assertThat(runningRbd(monitors)).isEmpty();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void reportsUnreadableOutput() {
        RbdEngine odd = new CliEngine(_ -> new Result(0, "[not json", ""), "rbd", new RbdEngine.Deadlines(LONG, LONG));
        assertThat(failure(odd, TestSessions.admin(ceph), new ListCommand.Names(PoolSpec.of(new PoolName("kube"))))
                        .error())
                .isEqualTo(RbdError.UNKNOWN);
    }

    @Test
    void passesTheKeyOnStandardInputOnly() {
        List<Command> commands = new CopyOnWriteArrayList<>();
        RbdEngine recorded = new CliEngine(
                command -> {
                    commands.add(command);
                    return new Result(0, "[]", "");
                },
                "rbd",
                new RbdEngine.Deadlines(LONG, LONG));
        recorded.run(TestSessions.admin(ceph), new ListCommand.Names(PoolSpec.of(new PoolName("kube"))));
        assertThat(commands).singleElement().satisfies(command -> {
            assertThat(command.input()).isEqualTo(ceph.adminKey());
            assertThat(command.arguments()).noneMatch(argument -> argument.contains(ceph.adminKey()));
            assertThat(command.toString()).doesNotContain(ceph.adminKey());
        });
    }

    @Test
    void hidesTheKeyFromTheProcessList() {
        String pool = ceph.freshPool();
        try (ProcessListWatch watch = ProcessListWatch.forText(ceph.adminKey())) {
            IntStream.range(0, 50)
                    .parallel()
                    .forEach(_ -> engine().run(
                                    TestSessions.admin(ceph), new ListCommand.Names(PoolSpec.of(new PoolName(pool)))));
            assertThat(watch.samples()).isGreaterThan(20);
            assertThat(watch.commandsSeen("rbd")).isPositive();
            assertThat(watch.hits()).isEmpty();
        }
    }

    private static List<ProcessHandle> runningRbd(String monitors) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .arguments()
                        .map(List::of)
                        .orElse(List.of())
                        .contains(monitors))
                .toList();
    }

    private static RbdException failure(RbdEngine engine, Session session, RbdCommand<?> command) {
        return catchThrowableOfType(RbdException.class, () -> engine.run(session, command));
    }
}
