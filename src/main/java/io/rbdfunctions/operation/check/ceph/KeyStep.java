package io.rbdfunctions.operation.check.ceph;

import io.rbdfunctions.operation.check.CheckContext;
import io.rbdfunctions.operation.check.CheckStep;
import io.rbdfunctions.operation.check.Finding;
import io.rbdfunctions.operation.check.StepName;
import io.rbdfunctions.operation.image.PoolSession;
import io.rbdfunctions.rbd.CephCapabilities;
import io.rbdfunctions.rbd.CephMonitors;
import io.rbdfunctions.rbd.RbdError;
import io.rbdfunctions.rbd.RbdException;
import io.rbdfunctions.rbd.monitor.MonitorCommand.ListPools;
import io.rbdfunctions.rbd.monitor.MonitorCommand.ProbeBlocklist;
import jakarta.inject.Singleton;

/** The monitors accept the key, and let the user do what every client of RBD needs. */
@Singleton
record KeyStep(CephMonitors monitors) implements CheckStep {
    @Override
    public StepName name() {
        return StepName.KEY;
    }

    @Override
    public Finding run(CheckContext context) {
        PoolSession session = context.session();
        String remedy = UserCapabilities.remedy(session.user(), context.inEachPool());
        try {
            context.found(monitors.run(session.rbd(), new ListPools()));
        } catch (RbdException failure) {
            return refused(
                    failure,
                    "the monitors refuse client.%s: %s".formatted(session.user(), failure.getMessage()),
                    "compare its key with what ceph auth get-key client.%s prints; if they are equal, %s"
                            .formatted(session.user(), remedy));
        }
        try {
            var _ = monitors.run(session.rbd(), new ProbeBlocklist());
        } catch (RbdException failure) {
            return refused(
                    failure,
                    "client.%s may not block a crashed client that holds a lock: it lacks the capability %s"
                            .formatted(session.user(), CephCapabilities.MONITORS),
                    remedy);
        }
        return Finding.passed("the monitors accept client.%s, which has the capability %s"
                .formatted(session.user(), CephCapabilities.MONITORS));
    }

    /** Failures with another cause are explained as those of operations are. */
    private static Finding refused(RbdException failure, String detail, String remedy) {
        if (failure.error() != RbdError.DENIED) {
            throw failure;
        }
        return Finding.failed(detail, remedy);
    }
}
