package io.rbdfunctions.rbd;

import io.rbdfunctions.rbd.command.RbdCommand;
import io.rbdfunctions.rbd.command.Resize;
import io.rbdfunctions.rbd.command.SetMetadata;
import io.rbdfunctions.rbd.librbd.Librbd;
import io.rbdfunctions.rbd.librbd.ffm.CallFailedException;
import io.rbdfunctions.rbd.librbd.ffm.CallOverdueException;
import io.rbdfunctions.rbd.librbd.ffm.LibraryMissingException;
import io.rbdfunctions.rbd.librbd.ffm.LibrbdException;
import io.rbdfunctions.rbd.librbd.ffm.TooManyCallsException;
import io.rbdfunctions.rbd.value.Session;
import java.util.List;
import java.util.function.Supplier;

/** The engine that calls librbd in this process, on connections that are kept. */
final class LibrbdEngine implements RbdEngine {
    private final Librbd librbd;
    private final CommandDeadlines commandDeadlines;

    LibrbdEngine(Librbd librbd, CommandDeadlines commandDeadlines) {
        this.librbd = librbd;
        this.commandDeadlines = commandDeadlines;
    }

    @Override
    public <A> A run(RbdCommand<A> command) {
        return judged(command, () -> librbd.run(command, commandDeadlines.of(command)));
    }

    @Override
    public void setMetadata(List<SetMetadata> commands) {
        if (!commands.isEmpty()) {
            SetMetadata first = commands.getFirst();
            judged(first, () -> {
                librbd.setMetadata(commands, commandDeadlines.of(first));
                return first;
            });
        }
    }

    @Override
    public long grow(Resize command) {
        return judged(command, () -> librbd.grow(command, commandDeadlines.of(command)));
    }

    @Override
    public void prepare(Session session) {
        librbd.prepare(session);
    }

    @Override
    public int connections() {
        return librbd.connections();
    }

    private static <A> A judged(RbdCommand<?> command, Supplier<A> call) {
        try {
            return call.get();
        } catch (LibrbdException failure) {
            String written = String.valueOf(failure.getMessage());
            String words = ErrorText.of(written, command.session().access().key());
            throw new RbdException(errorOf(failure, written), command, words);
        }
    }

    /** The library's errors are the numbers that rbd exits with, and its words are made like rbd's. */
    private static RbdError errorOf(LibrbdException failure, String written) {
        return switch (failure) {
            case CallFailedException failed -> ExitCodes.classify(failed.errno(), written);
            case CallOverdueException _ -> RbdError.DEADLINE;
            case TooManyCallsException _ -> RbdError.TOO_MANY;
            case LibraryMissingException _ -> RbdError.NO_PROGRAM;
        };
    }
}
