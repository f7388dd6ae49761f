package io.rbdfunctions.rbd.engine;

import io.rbdfunctions.concurrent.Backoff;
import io.rbdfunctions.rbd.RbdEngine;
import io.rbdfunctions.rbd.RbdError;
import io.rbdfunctions.rbd.RbdException;
import io.rbdfunctions.rbd.command.RbdCommand;
import io.rbdfunctions.rbd.command.Session;
import java.time.Duration;

/**
 * Retries commands that fail with {@link RbdError#BUSY}, until the timeout. Concurrent commands on one image cause that
 * for a moment, and the watch of a client that died for up to 30 s.
 */
record RetryingEngine(RbdEngine engine, Duration busyTimeout) implements RbdEngine {
    @Override
    public <A> A run(Session session, RbdCommand<A> command) {
        Backoff backoff = new Backoff(busyTimeout);
        while (true) {
            try {
                return engine.run(session, command);
            } catch (RbdException failure) {
                if (failure.error() != RbdError.BUSY || !backoff.pause()) {
                    throw failure;
                }
            }
        }
    }
}
