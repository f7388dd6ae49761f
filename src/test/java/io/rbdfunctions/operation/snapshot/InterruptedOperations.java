package io.rbdfunctions.operation.snapshot;

import static io.rbdfunctions.operation.Outcomes.done;

import io.rbdfunctions.kubernetes.secret.TestSecrets;
import io.rbdfunctions.operation.OperationsHarness;
import io.rbdfunctions.operation.VolumeOperations;
import io.rbdfunctions.operation.request.VolumeRequest;
import io.rbdfunctions.rbd.RadosObjects;
import io.rbdfunctions.rbd.RbdEngine;
import io.rbdfunctions.rbd.command.RbdCommand;
import io.rbdfunctions.rbd.command.Session;
import io.rbdfunctions.rbd.command.TrashCommand;
import io.rbdfunctions.rbd.engine.TestEngine;
import io.rbdfunctions.rbd.object.ObjectOperation;
import io.rbdfunctions.rbd.object.ObjectWrite;
import java.time.Duration;

/** Runs operations that end before an effect on Ceph, as a killed process does. */
public final class InterruptedOperations {
    private static final RbdEngine ENGINE = TestEngine.over(SnapshotTestBase.LIBRBD, Duration.ofMillis(500));
    private static final RadosObjects OBJECTS = TestEngine.objects(SnapshotTestBase.LIBRBD);

    /** The end of a process. */
    private static final class EndException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** Ends before the first effect that exceeds the limit. */
    private static final class Limit {
        private int left;

        Limit(int effects) {
            left = effects;
        }

        void take() {
            if (left-- == 0) {
                throw new EndException();
            }
        }

        RbdEngine engine() {
            return new RbdEngine() {
                @Override
                public <A> A run(Session session, RbdCommand<A> command) {
                    if (command instanceof RbdCommand.Changing<?> || command instanceof TrashCommand.Restore) {
                        take();
                    }
                    return ENGINE.run(session, command);
                }
            };
        }

        RadosObjects objects() {
            return new RadosObjects() {
                @Override
                public <A> A run(Session session, ObjectOperation<A> operation) {
                    if (operation instanceof ObjectWrite) {
                        take();
                    }
                    return OBJECTS.run(session, operation);
                }
            };
        }
    }

    private InterruptedOperations() {}

    /** Whether the request has more effects than these; it ends before the next one. */
    public static boolean isInterrupted(SnapshotTestBase test, VolumeRequest<?> request, int effects) {
        var limit = new Limit(effects);
        VolumeOperations limited = OperationsHarness.operations(
                limit.engine(),
                limit.objects(),
                TestEngine.noManager(),
                TestSecrets.inFiles(test.ceph.secrets()),
                test.api);
        try {
            done(limited.run(request));
            return false;
        } catch (EndException _) {
            return true;
        }
    }
}
