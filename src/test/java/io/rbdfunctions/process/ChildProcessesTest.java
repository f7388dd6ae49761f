package io.rbdfunctions.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.rbdfunctions.process.ProcessException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChildProcessesTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private final ChildProcesses processes = new ChildProcesses(4, Duration.ofSeconds(5));

    @Test
    void returnsAnyExitCode() {
        assertThat(shell("echo out; echo err >&2; exit 39", "", LONG)).isEqualTo(new Result(39, "out\n", "err\n"));
    }

    @Test
    void passesTheInputToTheProgram() {
        assertThat(shell("cat", "secret", LONG).output()).isEqualTo("secret");
    }

    @Test
    void toleratesAProgramThatDoesNotReadItsInput() {
        assertThat(shell("exec 0<&-; sleep 0.05; exit 7", "x".repeat(1 << 20), LONG)
                        .exitCode())
                .isEqualTo(7);
    }

    @Test
    void passesOnlyPathLocaleAndTimeZone() {
        assertThat(shell("env | cut -d= -f1 | sort", "", LONG).output().lines())
                .contains("LC_ALL", "PATH", "TZ")
                .doesNotContain("HOME", "JAVA_HOME", "CEPH_ARGS", "USER");
    }

    @Test
    void doesNotWaitForABackgroundDescendant() {
        long start = System.nanoTime();
        Result result = shell("echo done; sleep 27.1828 & exit 3", "", LONG);
        assertThat(result).isEqualTo(new Result(3, "done\n", ""));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void distinguishesAFailedStartFromAMissingProgram(@TempDir Path directory) throws IOException {
        Path broken = Files.writeString(directory.resolve("broken"), "#!/no/such/interpreter\n");
        assertThat(broken.toFile().setExecutable(true)).isTrue();
        Command command = new Command(broken.toString(), List.of(), "", LONG);
        assertThatThrownBy(() -> processes.run(command)).satisfies(failed(Reason.TOO_BUSY));
    }

    @Test
    void readsLargeOutputOnBothStreams() {
        Result result = shell("head -c 5000000 /dev/zero & head -c 5000000 /dev/zero >&2; wait", "", LONG);
        assertThat(result.output()).hasSize(5_000_000);
        assertThat(result.errors()).hasSize(32 << 10);
    }

    /** Reading from a pipe would hold the carrier of a virtual thread. */
    @Test
    void hangingProgramsDoNotStopVirtualThreads() throws Exception {
        int count = 2 * Runtime.getRuntime().availableProcessors();
        ChildProcesses many = new ChildProcesses(count, LONG);
        try (ExecutorService virtual = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Result>> hanging = IntStream.range(0, count)
                    .mapToObj(_ -> virtual.submit(
                            () -> many.run(new Command("sleep", List.of("31.4159"), "", Duration.ofSeconds(3)))))
                    .toList();
            await().until(() -> many.running() == count);
            Thread.sleep(100);

            assertThat(virtual.submit(() -> "ran").get(1, TimeUnit.SECONDS)).isEqualTo("ran");
            assertThat(hanging)
                    .allSatisfy(each -> assertThatThrownBy(each::get).cause().satisfies(failed(Reason.DEADLINE)));
        }
    }

    @Test
    void rejectsOutputOverTheLimit() {
        assertThatThrownBy(() -> shell("head -c 70000000 /dev/zero", "", LONG))
                .satisfies(failed(Reason.OUTPUT_TOO_LONG))
                .hasMessageNotContaining("head");
    }

    @Test
    void reportsAMissingProgram() {
        Command command = new Command("no-such-program", List.of(), "", LONG);
        assertThatThrownBy(() -> processes.run(command))
                .satisfies(failed(Reason.PROGRAM_MISSING))
                .hasMessageContaining("no-such-program");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sleep 31.4159",
                "sleep 31.4159; true",
                "sleep 31.4159 & sleep 31.4159; sleep 31.4159",
                "trap '' TERM; sh -c 'trap \"\" TERM; sleep 31.4159; sleep 31.4159'; sleep 31.4159",
                "sh -c 'sh -c \"sleep 31.4159; true\"; sleep 31.4159'; sleep 31.4159",
                "exec >&- 2>&-; sleep 31.4159",
            })
    void killsAChildAndItsDescendantsAtTheDeadline(String script) {
        long start = System.nanoTime();
        assertThatThrownBy(() -> shell("echo trouble >&2; " + script, "", Duration.ofMillis(300)))
                .satisfies(failed(Reason.DEADLINE))
                .extracting(failure -> ((ProcessException) failure).errors())
                .isEqualTo("trouble\n");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        assertThat(sleepers()).isEmpty();
    }

    @Test
    void queuesCommandsOverTheLimit(@TempDir Path directory) {
        ChildProcesses two = new ChildProcesses(2, Duration.ofSeconds(20));
        String script = "n=$(ls \"$0\" | wc -l); touch \"$0/$$\"; sleep 0.05; echo $n; rm \"$0/$$\"";

        List<Integer> running = IntStream.range(0, 12)
                .parallel()
                .mapToObj(_ -> two.run(new Command("sh", List.of("-c", script, directory.toString()), "", LONG)))
                .map(result -> Integer.valueOf(result.output().strip()))
                .toList();
        assertThat(running).hasSize(12).allMatch(others -> others < 2);
    }

    @Test
    void failsAfterTheQueueTimeout() throws InterruptedException {
        ChildProcesses one = new ChildProcesses(1, Duration.ofMillis(100));
        Thread first = Thread.ofVirtual().start(() -> one.run(new Command("sleep", List.of("1"), "", LONG)));
        Thread.sleep(50);
        assertThatThrownBy(() -> one.run(new Command("true", List.of(), "", LONG)))
                .satisfies(failed(Reason.TOO_BUSY));
        first.join();
        assertThat(one.run(new Command("true", List.of(), "", LONG)).exitCode()).isZero();
    }

    @Test
    void doubtfulProgramsDoNotUseThePermitsOfOthers() throws InterruptedException {
        ChildProcesses one = new ChildProcesses(1, Duration.ofMillis(100));
        Command doubtful = new Command("sleep", List.of("1"), "", LONG, true);
        List<Thread> both = Stream.generate(() -> Thread.ofVirtual().start(() -> one.run(doubtful)))
                .limit(2)
                .toList();
        Thread.sleep(50);
        assertThat(one.run(new Command("true", List.of(), "", LONG)).exitCode()).isZero();
        assertThatThrownBy(() -> one.run(doubtful)).satisfies(failed(Reason.TOO_BUSY));
        for (Thread each : both) {
            each.join();
        }
    }

    @Test
    void hidesTheInputInToString() {
        assertThat(new Command("rbd", List.of("ls"), "secret", LONG).toString()).isEqualTo("rbd ls");
    }

    private Result shell(String script, String input, Duration deadline) {
        return processes.run(new Command("sh", List.of("-c", script), input, deadline));
    }

    private static List<ProcessHandle> sleepers() {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .arguments()
                        .map(arguments -> String.join(" ", arguments))
                        .orElse("")
                        .contains("31.4159"))
                .filter(ProcessHandle::isAlive)
                .toList();
    }

    private static Consumer<Throwable> failed(Reason reason) {
        return failure -> assertThat(failure)
                .isInstanceOfSatisfying(
                        ProcessException.class,
                        exception -> assertThat(exception.reason()).isEqualTo(reason));
    }
}
