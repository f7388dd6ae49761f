package io.rbdfunctions.process;

import io.rbdfunctions.process.ProcessException.Reason;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Runs programs as child processes, with a limit on how many run at once. */
@Singleton
public final class ChildProcesses implements CommandRunner {
    private static final int OUTPUT_LIMIT = 64 << 20;
    private static final int ERRORS_LIMIT = 32 << 10;

    /** For doubtful programs, which wait most of the time and must not use up the permits of the others. */
    private static final int DOUBTFUL = 2;

    private final int concurrency;
    private final Semaphore permits;
    private final Semaphore doubtfulPermits = new Semaphore(DOUBTFUL, true);
    private final Duration queueTimeout;

    @Inject
    ChildProcesses(ProcessConfig config) {
        this(config.concurrency().orElse(2 * Runtime.getRuntime().availableProcessors()), config.queueTimeout());
    }

    public ChildProcesses(int concurrency, Duration queueTimeout) {
        this.concurrency = concurrency;
        this.permits = new Semaphore(concurrency, true);
        this.queueTimeout = queueTimeout;
    }

    /** The maximum number of concurrent processes. */
    public int limit() {
        return concurrency;
    }

    /** The number of running processes. */
    public int running() {
        return concurrency - permits.availablePermits();
    }

    /** An estimate of the number of commands in the queue. */
    public int waiting() {
        return permits.getQueueLength();
    }

    @Override
    public Result run(Command command) {
        Path program = Programs.find(command.program())
                .orElseThrow(() -> new ProcessException(
                        Reason.PROGRAM_MISSING,
                        "program %s not found, or not executable".formatted(command.program())));
        Semaphore permits = command.isDoubtful() ? doubtfulPermits : this.permits;
        try {
            if (!permits.tryAcquire(queueTimeout.toMillis(), TimeUnit.MILLISECONDS)) {
                throw tooBusy(command);
            }
            try {
                return run(program, command);
            } finally {
                permits.release();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw tooBusy(command);
        }
    }

    private static ProcessException tooBusy(Command command) {
        return new ProcessException(
                Reason.TOO_BUSY, "too many programs are running; %s was not started".formatted(command.program()));
    }

    private static Result run(Path program, Command command) throws InterruptedException {
        Child child = start(program, command);
        if (!child.endsWithin(command.deadline())) {
            throw new ProcessException(
                    Reason.DEADLINE,
                    "%s did not end within %d ms and was killed"
                            .formatted(command.program(), command.deadline().toMillis()),
                    child.errors().text());
        }
        if (child.output().hasOverflowed()) {
            throw new ProcessException(
                    Reason.OUTPUT_TOO_LONG, "%s wrote more than %d bytes".formatted(command.program(), OUTPUT_LIMIT));
        }
        return new Result(
                child.exitCode(), child.output().text(), child.errors().text());
    }

    /** An existing program fails to start mostly because memory, processes or file descriptors are exhausted. */
    private static Child start(Path program, Command command) {
        try {
            return Child.start(program, command, OUTPUT_LIMIT, ERRORS_LIMIT);
        } catch (IOException cause) {
            // The message names the program and the error, but not the arguments.
            throw new ProcessException(Reason.TOO_BUSY, String.valueOf(cause.getMessage()));
        }
    }
}
