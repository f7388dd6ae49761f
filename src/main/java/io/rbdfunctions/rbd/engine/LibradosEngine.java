package io.rbdfunctions.rbd.engine;

import io.rbdfunctions.rbd.RadosObjects;
import io.rbdfunctions.rbd.RbdCallListener;
import io.rbdfunctions.rbd.RbdError;
import io.rbdfunctions.rbd.RbdException;
import io.rbdfunctions.rbd.command.Session;
import io.rbdfunctions.rbd.librbd.Librbd;
import io.rbdfunctions.rbd.librbd.ffm.LibrbdException;
import io.rbdfunctions.rbd.object.ObjectOperation;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Runs operations on objects as calls of librados, on the connections of the librbd engine. */
final class LibradosEngine implements RadosObjects {
    private final Supplier<Librbd> librbd;
    private final Duration deadline;
    private final RbdCallListener listener;

    /** @param librbd is asked only when there is something to run, so that the cli engine does not create it for nothing */
    LibradosEngine(Supplier<Librbd> librbd, Duration deadline, RbdCallListener listener) {
        this.librbd = librbd;
        this.deadline = deadline;
        this.listener = listener;
    }

    @Override
    public <A> A run(Session session, ObjectOperation<A> operation) {
        return ObservedEngine.observed(operation.verb(), "librados", listener, () -> answer(session, operation));
    }

    private <A> A answer(Session session, ObjectOperation<A> operation) {
        try {
            return librbd.get().run(session, operation, deadline);
        } catch (LibrbdException failure) {
            String message = String.valueOf(failure.getMessage());
            RbdError error = LibrbdEngine.errorOf(failure, errno -> ExitCodes.classifyObjectOperation(errno, message));
            return answerTo(error, failure, operation)
                    .orElseThrow(() -> Denial.of(operation)
                            .explain(
                                    new RbdException(error, operation, ErrorText.of(message, session.key())), session));
        }
    }

    /** An errno is the answer of the operation only if the cluster and the pool are there. */
    private static <A> Optional<A> answerTo(RbdError error, LibrbdException failure, ObjectOperation<A> operation) {
        return switch (error) {
            case UNREACHABLE, POOL_NOT_FOUND -> Optional.empty();
            default -> operation.answerTo(failure.errno());
        };
    }
}
