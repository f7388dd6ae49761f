package io.rbdfunctions.rbd;

import io.rbdfunctions.concurrent.Parallel;
import io.rbdfunctions.process.Command;
import io.rbdfunctions.process.CommandRunner;
import io.rbdfunctions.process.ProcessException;
import io.rbdfunctions.process.Result;
import io.rbdfunctions.rbd.command.Grow;
import io.rbdfunctions.rbd.command.MetadataCommand;
import io.rbdfunctions.rbd.command.RbdCommand;
import io.rbdfunctions.rbd.value.UnreadableAnswerException;
import io.rbdfunctions.volume.ceph.CephKey;

/** Runs commands as {@code rbd} processes. The process reads the key from its standard input. */
final class CliEngine implements RbdEngine {
    private final CommandRunner runner;
    private final String program;
    private final CommandDeadlines deadlines;

    CliEngine(CommandRunner runner, String program, CommandDeadlines deadlines) {
        this.runner = runner;
        this.program = program;
        this.deadlines = deadlines;
    }

    /** Metadata takes one process per pair; the processes run in parallel. Growth takes two, one after the other. */
    @Override
    public <A> A run(RbdCommand<A> command) {
        if (command instanceof MetadataCommand.Set set && set.pairs().size() > 1) {
            Parallel.runAll(set.onePerPair().stream()
                    .<Runnable>map(one -> () -> runProcess(one))
                    .toList());
            return command.read("");
        }
        if (command instanceof Grow grow) {
            long before = runProcess(grow.info()).size();
            if (grow.isNeeded(before)) {
                runProcess(grow.resize());
            }
            return command.read(Long.toString(before));
        }
        return runProcess(command);
    }

    private <A> A runProcess(RbdCommand<A> command) {
        Result result = execute(command);
        String printed = result.errors() + result.output();
        if (!ExitCodes.isSuccess(command, result.exitCode(), printed)) {
            throw failure(command, result.exitCode(), printed);
        }
        try {
            return command.read(result.output());
        } catch (UnreadableAnswerException unreadable) {
            throw new RbdException(RbdError.UNKNOWN, command, String.valueOf(unreadable.getMessage()));
        }
    }

    private Result execute(RbdCommand<?> command) {
        CephKey key = command.session().access().key();
        try {
            return runner.run(new Command(program, command.arguments(), key.value(), deadlines.of(command)));
        } catch (ProcessException failure) {
            throw new RbdException(errorOf(failure), command, messageOf(failure, key));
        }
    }

    private static RbdException failure(RbdCommand<?> command, int exitCode, String printed) {
        String text = ErrorText.of(printed, command.session().access().key());
        return new RbdException(
                ExitCodes.classify(exitCode, printed), command, "exit status %d, %s".formatted(exitCode, text));
    }

    private static RbdError errorOf(ProcessException failure) {
        return switch (failure.reason()) {
            case DEADLINE -> RbdError.DEADLINE;
            case PROGRAM_MISSING -> RbdError.ENGINE_MISSING;
            case TOO_BUSY -> RbdError.TOO_MANY;
            case OUTPUT_TOO_LONG -> RbdError.UNKNOWN;
        };
    }

    private static String messageOf(ProcessException failure, CephKey key) {
        String message = String.valueOf(failure.getMessage());
        return failure.errors().isBlank() ? message : message + ": " + ErrorText.of(failure.errors(), key);
    }
}
