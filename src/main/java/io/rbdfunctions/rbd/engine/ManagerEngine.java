package io.rbdfunctions.rbd.engine;

import io.rbdfunctions.rbd.CephManager;
import io.rbdfunctions.rbd.RbdCallListener;
import io.rbdfunctions.rbd.RbdError;
import io.rbdfunctions.rbd.RbdException;
import io.rbdfunctions.rbd.command.Session;
import io.rbdfunctions.rbd.librbd.ManagerCalls;
import io.rbdfunctions.rbd.librbd.ffm.LibrbdException;
import io.rbdfunctions.rbd.manager.ManagerCommand;
import java.time.Duration;
import java.util.Optional;

/** Sends commands to the manager as calls of librados. */
final class ManagerEngine implements CephManager {
    private final ManagerCalls calls;
    private final Duration deadline;
    private final RbdCallListener listener;

    ManagerEngine(ManagerCalls calls, Duration deadline, RbdCallListener listener) {
        this.calls = calls;
        this.deadline = deadline;
        this.listener = listener;
    }

    @Override
    public <A> A run(Session session, ManagerCommand<A> command) {
        return ObservedEngine.observed(command.verb(), "librados", listener, () -> answer(session, command));
    }

    private <A> A answer(Session session, ManagerCommand<A> command) {
        try {
            return command.read(calls.run(session, command.json(), deadline));
        } catch (LibrbdException failure) {
            String message = String.valueOf(failure.getMessage());
            RbdError error = LibrbdEngine.errorOf(failure, errno -> ExitCodes.classify(null, errno, message));
            return answerTo(error, failure, command)
                    .orElseThrow(() -> new RbdException(error, command, ErrorText.of(message, session.key())));
        }
    }

    /** The errno is that of the manager only if the cluster and the pool are there. */
    private static <A> Optional<A> answerTo(RbdError error, LibrbdException failure, ManagerCommand<A> command) {
        return error == RbdError.NOT_FOUND ? command.answerTo(failure.errno()) : Optional.empty();
    }

    @Override
    public void prepare(Session session) {
        calls.prepare(session);
    }
}
