package io.rbdfunctions.rbd;

import io.rbdfunctions.process.Command;
import io.rbdfunctions.process.CommandRunner;
import io.rbdfunctions.process.DeadlineException;
import io.rbdfunctions.process.OutputTooLongException;
import io.rbdfunctions.process.ProcessException;
import io.rbdfunctions.process.ProgramMissingException;
import io.rbdfunctions.process.Result;
import io.rbdfunctions.process.TooBusyException;
import io.rbdfunctions.rbd.command.Info;
import io.rbdfunctions.rbd.command.RbdCommand;
import io.rbdfunctions.rbd.command.Resize;
import io.rbdfunctions.rbd.command.SetMetadata;
import io.rbdfunctions.rbd.value.UnreadableAnswerException;
import io.rbdfunctions.volume.ceph.CephKey;
import java.util.List;

/** The engine that runs the {@code rbd} command. The key goes to its standard input, and nowhere else. */
final class CliEngine implements RbdEngine {
    private final CommandRunner runner;
    private final String program;
    private final CommandDeadlines commandDeadlines;

    CliEngine(CommandRunner runner, String program, CommandDeadlines commandDeadlines) {
        this.runner = runner;
        this.program = program;
        this.commandDeadlines = commandDeadlines;
    }

    @Override
    public <A> A run(RbdCommand<A> command) {
        Result result = execute(command);
        String written = result.errors() + result.output();
        if (!ExitCodes.isSuccess(command, result.exitCode(), written)) {
            throw failure(command, result.exitCode(), written);
        }
        try {
            return command.read(result.output());
        } catch (UnreadableAnswerException unreadable) {
            throw new RbdException(RbdError.UNKNOWN, command, String.valueOf(unreadable.getMessage()));
        }
    }

    @Override
    public void setMetadata(List<SetMetadata> commands) {
        SideBySide.all(
                commands.stream().<Runnable>map(command -> () -> run(command)).toList());
    }

    @Override
    public long grow(Resize command) {
        long before = run(new Info(command.session(), command.image())).size();
        if (before < command.size().roundedUp().bytes()) {
            run(command);
        }
        return before;
    }

    private Result execute(RbdCommand<?> command) {
        CephKey key = command.session().access().key();
        try {
            return runner.run(new Command(program, command.arguments(), key.value(), commandDeadlines.of(command)));
        } catch (ProcessException failure) {
            throw new RbdException(errorOf(failure), command, wordsOf(failure, key));
        }
    }

    private static RbdException failure(RbdCommand<?> command, int exitCode, String written) {
        String words = ErrorText.of(written, command.session().access().key());
        return new RbdException(
                ExitCodes.classify(exitCode, written), command, "exit status %d, %s".formatted(exitCode, words));
    }

    private static RbdError errorOf(ProcessException failure) {
        return switch (failure) {
            case DeadlineException _ -> RbdError.DEADLINE;
            case ProgramMissingException _ -> RbdError.NO_PROGRAM;
            case TooBusyException _ -> RbdError.TOO_MANY;
            case OutputTooLongException _ -> RbdError.UNKNOWN;
        };
    }

    private static String wordsOf(ProcessException failure, CephKey key) {
        String words = String.valueOf(failure.getMessage());
        return failure instanceof DeadlineException late && !late.errors().isBlank()
                ? words + ": " + ErrorText.of(late.errors(), key)
                : words;
    }
}
