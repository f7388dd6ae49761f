package io.rbdfunctions.rbd.engine;

import io.rbdfunctions.rbd.EngineConnections;
import io.rbdfunctions.rbd.RbdEngine;
import io.rbdfunctions.rbd.RbdError;
import io.rbdfunctions.rbd.RbdException;
import io.rbdfunctions.rbd.command.RbdCommand;
import io.rbdfunctions.rbd.command.Session;
import io.rbdfunctions.rbd.librbd.Librbd;
import io.rbdfunctions.rbd.librbd.ffm.LibrbdException;

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
            String text = ErrorText.of(message, session.key());
            throw new RbdException(errorOf(command, failure, message), command, text);
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

    /** librbd returns the errors that {@code rbd} exits with, and the messages imitate those of {@code rbd}. */
    private static RbdError errorOf(RbdCommand<?> command, LibrbdException failure, String message) {
        return switch (failure.reason()) {
            case CALL_FAILED -> ExitCodes.classify(command, failure.errno(), message);
            case DEADLINE -> RbdError.DEADLINE;
            case TOO_MANY_CALLS -> RbdError.TOO_MANY;
            case LIBRARY_MISSING -> RbdError.ENGINE_MISSING;
        };
    }
}
