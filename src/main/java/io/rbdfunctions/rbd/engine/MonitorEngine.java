package io.rbdfunctions.rbd.engine;

import io.rbdfunctions.rbd.CephMonitors;
import io.rbdfunctions.rbd.RbdCallListener;
import io.rbdfunctions.rbd.RbdError;
import io.rbdfunctions.rbd.RbdException;
import io.rbdfunctions.rbd.command.Session;
import io.rbdfunctions.rbd.librbd.Librbd;
import io.rbdfunctions.rbd.librbd.ffm.LibrbdException;
import io.rbdfunctions.rbd.monitor.MonitorCommand;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Sends commands to the monitors as calls of librados, on the connections of the librbd engine. */
final class MonitorEngine implements CephMonitors {
    private final Supplier<Librbd> librbd;
    private final Duration deadline;
    private final RbdCallListener listener;

    /** @param librbd is asked only when there is something to run, so that the cli engine does not create it for nothing */
    MonitorEngine(Supplier<Librbd> librbd, Duration deadline, RbdCallListener listener) {
        this.librbd = librbd;
        this.deadline = deadline;
        this.listener = listener;
    }

    @Override
    public <A> A run(Session session, MonitorCommand<A> command) {
        return ObservedEngine.observed(command.verb(), "librados", listener, () -> answer(session, command));
    }

    private <A> A answer(Session session, MonitorCommand<A> command) {
        try {
            return command.read(librbd.get().runOnMonitor(session, command.json(), deadline));
        } catch (LibrbdException failure) {
            String message = String.valueOf(failure.getMessage());
            RbdError error = LibrbdEngine.errorOf(failure, errno -> ExitCodes.classify(null, errno, message));
            return answerTo(error, failure, command)
                    .orElseThrow(() -> Denial.ofMonitors()
                            .explain(new RbdException(error, command, ErrorText.of(message, session.key())), session));
        } catch (IllegalArgumentException unreadable) {
            throw new RbdException(RbdError.UNKNOWN, command, String.valueOf(unreadable.getMessage()));
        }
    }

    /** The errno is that of a monitor only if the client is connected. */
    private static <A> Optional<A> answerTo(RbdError error, LibrbdException failure, MonitorCommand<A> command) {
        return error == RbdError.BAD_ARGUMENT ? command.answerTo(failure.errno()) : Optional.empty();
    }
}
