package io.rbdfunctions.process;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Runs programs as children of this process, at most so many at once. */
@Singleton
public final class ChildProcesses implements CommandRunner {
    private static final int OUTPUT_LIMIT = 64 << 20;
    private static final int ERRORS_LIMIT = 32 << 10;

    private final int concurrency;
    private final Semaphore turns;
    private final Duration queueTimeout;

    @Inject
    ChildProcesses(ProcessConfig config) {
        this(config.concurrency().orElse(2 * Runtime.getRuntime().availableProcessors()), config.queueTimeout());
    }

    public ChildProcesses(int concurrency, Duration queueTimeout) {
        this.concurrency = concurrency;
        this.turns = new Semaphore(concurrency, true);
        this.queueTimeout = queueTimeout;
    }

    /** How many run at once at the most. */
    public int limit() {
        return concurrency;
    }

    /** How many run now. */
    public int running() {
        return concurrency - turns.availablePermits();
    }

    /** How many wait for their turn now; an estimate while that changes. */
    public int waiting() {
        return turns.getQueueLength();
    }

    @Override
    public Result run(Command command) {
        Path program =
                Programs.find(command.program()).orElseThrow(() -> new ProgramMissingException(command.program()));
        try {
            if (!turns.tryAcquire(queueTimeout.toMillis(), TimeUnit.MILLISECONDS)) {
                throw TooBusyException.noTurn(command);
            }
            try {
                return run(program, command);
            } finally {
                turns.release();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw TooBusyException.noTurn(command);
        }
    }

    private static Result run(Path program, Command command) throws InterruptedException {
        Child child = start(program, command);
        if (!child.endsWithin(command.deadline())) {
            throw new DeadlineException(command, child.errors().text());
        }
        if (child.output().hasOverflowed()) {
            throw new OutputTooLongException(command, OUTPUT_LIMIT);
        }
        return new Result(
                child.exitCode(), child.output().text(), child.errors().text());
    }

    /** A program that is there and does not start mostly lacks memory, or a free process or file. */
    private static Child start(Path program, Command command) {
        try {
            return Child.start(program, command, OUTPUT_LIMIT, ERRORS_LIMIT);
        } catch (IOException cause) {
            throw TooBusyException.notStarted(cause);
        }
    }
}
