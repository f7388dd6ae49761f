package io.rbdfunctions.rbd.engine;

import io.rbdfunctions.process.Command;
import io.rbdfunctions.process.CommandRunner;
import io.rbdfunctions.process.ProcessException;
import io.rbdfunctions.process.Result;
import io.rbdfunctions.rbd.RbdEngine;
import io.rbdfunctions.rbd.RbdError;
import io.rbdfunctions.rbd.RbdException;
import io.rbdfunctions.rbd.command.RbdCommand;
import io.rbdfunctions.rbd.command.RbdCommand.UnreadableAnswerException;
import io.rbdfunctions.rbd.command.Session;
import io.rbdfunctions.volume.ceph.CephKey;
import io.rbdfunctions.volume.ceph.KeyForm;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Runs commands as {@code rbd} processes. The process reads the key from its standard input. */
final class CliEngine implements RbdEngine {
    private static final Duration VERSION_DEADLINE = Duration.ofSeconds(5);
    private static final Pattern VERSION = Pattern.compile("ceph version [0-9.]{1,20}");

    private final CommandRunner runner;
    private final String program;
    private final Deadlines deadlines;
    private final AnswerHistory history = new AnswerHistory();

    CliEngine(CommandRunner runner, String program, Deadlines deadlines) {
        this.runner = runner;
        this.program = program;
        this.deadlines = deadlines;
    }

    @Override
    public <A> A run(Session session, RbdCommand<A> command) {
        return command.inSteps(session, this::runStep);
    }

    private <A> A runStep(Session session, RbdCommand<A> step) {
        long begun = System.nanoTime();
        try {
            A answer = runProcess(session, step);
            history.answered(session, step);
            return answer;
        } catch (RbdException failure) {
            switch (failure.error()) {
                case DEADLINE, UNREACHABLE -> history.missed(session, step, begun);
                case TOO_MANY, ENGINE_MISSING -> {}
                default -> history.answered(session, step);
            }
            throw failure;
        }
    }

    private <A> A runProcess(Session session, RbdCommand<A> command) {
        Result result = execute(session, command);
        String printed = result.errors() + result.output();
        if (!ExitCodes.isSuccess(command, result.exitCode(), printed)) {
            throw failure(session, command, result.exitCode(), printed);
        }
        try {
            return command.read(result.output());
        } catch (UnreadableAnswerException unreadable) {
            throw new RbdException(RbdError.UNKNOWN, command, String.valueOf(unreadable.getMessage()));
        }
    }

    private Result execute(Session session, RbdCommand<?> command) {
        CephKey key = session.key();
        try {
            return runner.run(new Command(
                    program,
                    command.arguments(session),
                    key.value(),
                    deadlines.of(command),
                    history.isDoubtful(session, command)));
        } catch (ProcessException failure) {
            throw new RbdException(errorOf(failure), command, messageOf(failure, key));
        }
    }

    private RbdException failure(Session session, RbdCommand<?> command, int exitCode, String printed) {
        CephKey key = session.key();
        String output =
                key.form() == KeyForm.AES256K && printed.contains("failed to decode key") ? keyTypeText() : printed;
        RbdError error = ExitCodes.classify(command, exitCode, output);
        String text = ErrorText.of(output, key) + ExitCodes.remedy(command, output);
        return new RbdException(error, command, "exit status %d, %s".formatted(exitCode, text));
    }

    private String keyTypeText() {
        return "%s %s".formatted(version(), ExitCodes.KEY_TYPE);
    }

    /** Such as {@code ceph version 16.2.15}. */
    private String version() {
        try {
            String printed = runner.run(new Command(program, List.of("--version"), "", VERSION_DEADLINE))
                    .output();
            return VERSION.matcher(printed)
                    .results()
                    .map(MatchResult::group)
                    .findFirst()
                    .orElse(program);
        } catch (ProcessException _) {
            return program;
        }
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
