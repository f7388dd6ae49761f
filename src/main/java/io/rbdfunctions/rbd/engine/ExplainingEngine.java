package io.rbdfunctions.rbd.engine;

import io.rbdfunctions.rbd.RbdEngine;
import io.rbdfunctions.rbd.RbdError;
import io.rbdfunctions.rbd.RbdException;
import io.rbdfunctions.rbd.command.Create;
import io.rbdfunctions.rbd.command.Info;
import io.rbdfunctions.rbd.command.RbdCommand;
import io.rbdfunctions.rbd.command.Session;
import io.rbdfunctions.volume.ceph.ImageRef;

/**
 * Says more about failures: names the monitors that do not answer and the capability that a user lacks, and looks at an image that rejects a change, since a demoted
 * image fails with the errno of a locked one or of a wrong argument.
 */
record ExplainingEngine(RbdEngine engine) implements RbdEngine {
    @Override
    public <A> A run(Session session, RbdCommand<A> command) {
        try {
            return engine.run(session, command);
        } catch (RbdException failure) {
            if (failure.error() == RbdError.UNREACHABLE) {
                throw failure.with(" (tried the monitors %s)".formatted(session.monitors()));
            }
            if (failure.error() == RbdError.DENIED) {
                throw Denial.of(command).explain(failure, session);
            }
            throw command instanceof RbdCommand.Changing<?> change
                            && !(command instanceof Create)
                            && isAmbiguous(failure.error())
                    ? explained(session, change.image(), failure)
                    : failure;
        }
    }

    private static boolean isAmbiguous(RbdError error) {
        return error == RbdError.LOCKED || error == RbdError.BAD_ARGUMENT;
    }

    private RbdException explained(Session session, ImageRef image, RbdException failure) {
        try {
            return engine.run(session, new Info(image)).isDemoted() ? failure.as(RbdError.DEMOTED) : failure;
        } catch (RbdException _) {
            return failure;
        }
    }
}
