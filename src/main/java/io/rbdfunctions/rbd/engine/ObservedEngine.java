package io.rbdfunctions.rbd.engine;

import io.rbdfunctions.rbd.RbdCallListener;
import io.rbdfunctions.rbd.RbdCallListener.RbdCall;
import io.rbdfunctions.rbd.RbdEngine;
import io.rbdfunctions.rbd.RbdError;
import io.rbdfunctions.rbd.RbdException;
import io.rbdfunctions.rbd.command.RbdCommand;
import io.rbdfunctions.rbd.command.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/** Reports every command of an engine to a listener. */
record ObservedEngine(RbdEngine engine, String name, RbdCallListener listener) implements RbdEngine {
    @Override
    public <A> A run(Session session, RbdCommand<A> command) {
        return observed(command.verb(), name, listener, () -> engine.run(session, command));
    }

    static <A> A observed(String verb, String engine, RbdCallListener listener, Supplier<A> call) {
        Instant begun = Instant.now();
        long start = System.nanoTime();
        RbdError error = RbdError.UNKNOWN;
        try {
            A answer = call.get();
            error = null;
            return answer;
        } catch (RbdException failure) {
            error = failure.error();
            throw failure;
        } finally {
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            listener.ended(new RbdCall(verb, engine, begun, took, error));
        }
    }
}
