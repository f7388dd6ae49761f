package io.rbdfunctions.rbd.engine;

import io.rbdfunctions.rbd.EngineConnections;
import io.rbdfunctions.rbd.RbdEngine;
import io.rbdfunctions.rbd.RbdError;
import io.rbdfunctions.rbd.RbdException;
import io.rbdfunctions.rbd.command.RbdCommand;
import io.rbdfunctions.rbd.command.Session;
import io.rbdfunctions.rbd.librbd.Librbd;
import io.rbdfunctions.rbd.librbd.ffm.LibrbdException;
import java.util.function.IntFunction;

/** Runs commands as calls of librbd in this process, on pooled connections. */
final class LibrbdEngine implements RbdEngine, EngineConnections {
    private final Librbd librbd;
    private final Deadlines deadlines;

    LibrbdEngine(Librbd librbd, Deadlines deadlines) {
        this.librbd = librbd;
        this.deadlines = deadlines;
    }

    @Override
    public <A> A run(Session session, RbdCommand<A> command) {
        try {
            return librbd.run(session, command, deadlines.of(command));
        } catch (LibrbdException failure) {
            String message = String.valueOf(failure.getMessage());
            String text = ErrorText.of(message, session.key()) + ExitCodes.remedy(command, message);
            RbdError error = errorOf(failure, errno -> ExitCodes.classify(command, errno, message));
            throw new RbdException(error, command, text);
        }
    }

    @Override
    public void prepare(Session session) {
        librbd.prepare(session);
    }

    @Override
    public int count() {
        return librbd.connections();
    }

    /** @param classify gets the errno of a call: librbd returns those that {@code rbd} exits with */
    static RbdError errorOf(LibrbdException failure, IntFunction<RbdError> classify) {
        return switch (failure.reason()) {
            case CALL_FAILED -> classify.apply(failure.errno());
            case DEADLINE -> RbdError.DEADLINE;
            case TOO_MANY_CALLS -> RbdError.TOO_MANY;
            case LIBRARY_MISSING -> RbdError.ENGINE_MISSING;
        };
    }
}
