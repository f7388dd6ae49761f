package io.rbdfunctions.rbd.engine;

import io.rbdfunctions.rbd.CephMonitors;
import io.rbdfunctions.rbd.RadosObjects;
import io.rbdfunctions.rbd.RbdEngine;
import io.rbdfunctions.rbd.RbdError;
import io.rbdfunctions.rbd.RbdException;
import io.rbdfunctions.rbd.command.RbdCommand;
import io.rbdfunctions.rbd.command.Session;
import io.rbdfunctions.rbd.monitor.MonitorCommand;
import io.rbdfunctions.rbd.object.ObjectOperation;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Remembers the clusters to which the last connection failed. One call at a time tries such a cluster, for as long as connecting takes; the others
 * fail at once, so that a cluster that is down does not use up the requests, retries, turns of the watch and processes of the other clusters.
 */
final class SilentClusters {
    private static final String BEING_TRIED = "no monitor has answered yet, and another call is trying to connect";

    /** Users have keys and capabilities of their own. */
    private record Access(String monitors, String user) {
        static Access of(Session session) {
            return new Access(session.monitors().joined(), session.user().value());
        }
    }

    private final Map<Access, Semaphore> trials = new ConcurrentHashMap<>();

    RbdEngine around(RbdEngine engine) {
        return new RbdEngine() {
            @Override
            public <A> A run(Session session, RbdCommand<A> command) {
                return call(
                        session,
                        detail -> new RbdException(RbdError.UNREACHABLE, command, detail),
                        () -> engine.run(session, command));
            }
        };
    }

    RadosObjects aroundObjects(RadosObjects objects) {
        return new RadosObjects() {
            @Override
            public <A> A run(Session session, ObjectOperation<A> operation) {
                return call(
                        session,
                        detail -> new RbdException(RbdError.UNREACHABLE, operation, detail),
                        () -> objects.run(session, operation));
            }
        };
    }

    CephMonitors aroundMonitors(CephMonitors monitors) {
        return new CephMonitors() {
            @Override
            public <A> A run(Session session, MonitorCommand<A> command) {
                return call(
                        session,
                        detail -> new RbdException(RbdError.UNREACHABLE, command, detail),
                        () -> monitors.run(session, command));
            }
        };
    }

    /**
     * Makes the call, unless the cluster is silent and another call is trying it.
     *
     * @param failure makes the exception of the call from a detail
     */
    private <A> A call(Session session, Function<String, RbdException> failure, Supplier<A> call) {
        Access access = Access.of(session);
        Semaphore trial = trials.get(access);
        if (trial == null) {
            return observe(access, call);
        }
        if (!trial.tryAcquire()) {
            throw failure.apply(BEING_TRIED);
        }
        try {
            return observe(access, call);
        } finally {
            trial.release();
        }
    }

    private <A> A observe(Access access, Supplier<A> call) {
        try {
            A answer = call.get();
            trials.remove(access);
            return answer;
        } catch (RbdException failed) {
            if (failed.error() == RbdError.UNREACHABLE && failed.isWithoutConnection()) {
                trials.putIfAbsent(access, new Semaphore(1));
            } else if (isAnswer(failed.error())) {
                trials.remove(access);
            }
            throw failed;
        }
    }

    /** Whether the cluster has answered with the error. */
    private static boolean isAnswer(RbdError error) {
        return switch (error) {
            case UNREACHABLE, DEADLINE, TOO_MANY, ENGINE_MISSING -> false;
            default -> true;
        };
    }
}
