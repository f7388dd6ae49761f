package io.rbdfunctions.process;

import io.smallrye.common.process.PipelineBuilder;
import io.smallrye.common.process.ProcessBuilder;
import io.smallrye.common.process.ProcessUtil;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs programs as children of this process, at most so many at once. */
@Singleton
public final class ChildProcesses implements CommandRunner {
    private static final int OUTPUT_LIMIT = 64 << 20;
    private static final int ERRORS_LIMIT = 32 << 10;

    private final Semaphore turns;
    private final Duration queueTimeout;

    @Inject
    ChildProcesses(ProcessConfig config) {
        this(config.concurrency().orElse(2 * Runtime.getRuntime().availableProcessors()), config.queueTimeout());
    }

    public ChildProcesses(int concurrency, Duration queueTimeout) {
        this.turns = new Semaphore(concurrency, true);
        this.queueTimeout = queueTimeout;
    }

    @Override
    public Result run(Command command) {
        Path program = ProcessUtil.pathOfCommand(Path.of(command.program()))
                .orElseThrow(() -> new ProgramMissingException(command.program()));
        awaitTurn(command);
        try {
            return runNow(program, command);
        } finally {
            turns.release();
        }
    }

    private void awaitTurn(Command command) {
        try {
            if (!turns.tryAcquire(queueTimeout.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new TooBusyException(command);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new TooBusyException(command);
        }
    }

    private static Result runNow(Path program, Command command) {
        BoundedOutput output = new BoundedOutput(OUTPUT_LIMIT);
        BoundedOutput errors = new BoundedOutput(ERRORS_LIMIT);
        Reaper reaper = new Reaper(command.deadline());
        AtomicInteger exitCode = new AtomicInteger();
        builder(program, command, output, errors)
                .exitCodeChecker(code -> {
                    exitCode.set(code);
                    return true;
                })
                .whileRunning(reaper::watch)
                .run();
        if (reaper.hasKilled()) {
            throw new DeadlineException(command, errors.text());
        }
        if (output.hasOverflowed()) {
            throw new OutputTooLongException(command, OUTPUT_LIMIT);
        }
        return new Result(exitCode.get(), output.text(), errors.text());
    }

    private static PipelineBuilder<Void> builder(
            Path program, Command command, BoundedOutput output, BoundedOutput errors) {
        return ProcessBuilder.newBuilder(program, command.arguments())
                .modifyEnvironment(ChildProcesses::reduce)
                .input()
                .produceBytesWith(input -> feed(input, command.input()))
                .error()
                .logOnSuccess(false)
                .gatherOnFail(false)
                .consumeBytesWith(errors::readAll)
                .output()
                .gatherOnFail(false)
                .consumeBytesWith(output::readAll);
    }

    /** Nothing of ours reaches the child but the search path: CEPH_ARGS and CEPH_KEYRING would change what rbd does. */
    private static void reduce(Map<String, String> environment) {
        environment.keySet().removeIf(name -> !name.equals("PATH"));
        environment.put("LC_ALL", "C");
        environment.put("TZ", "UTC");
    }

    /** A child may end without having read its input; how it ended says more than the broken pipe. */
    private static void feed(OutputStream input, String text) {
        try (input) {
            input.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException _) {
            return;
        }
    }
}
