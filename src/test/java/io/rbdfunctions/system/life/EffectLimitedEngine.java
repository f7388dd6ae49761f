package io.rbdfunctions.system.life;

import io.rbdfunctions.rbd.RbdEngine;
import io.rbdfunctions.rbd.RbdError;
import io.rbdfunctions.rbd.RbdException;
import io.rbdfunctions.rbd.command.RbdCommand;
import io.rbdfunctions.rbd.command.Session;
import io.rbdfunctions.rbd.engine.TestEngine;
import io.rbdfunctions.rbd.librbd.Librbd;
import io.rbdfunctions.support.cluster.EffectLimit;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.time.Duration;

/** An engine that stops changing Ceph when the {@link EffectLimit} is reached. */
@Alternative
@Singleton
public final class EffectLimitedEngine implements RbdEngine {
    private final RbdEngine images;

    EffectLimitedEngine(Librbd librbd) {
        this.images = TestEngine.over(librbd, Duration.ofSeconds(1));
    }

    @Override
    public <A> A run(Session session, RbdCommand<A> command) {
        return command.inSteps(session, this::runStep);
    }

    private <A> A runStep(Session session, RbdCommand<A> step) {
        boolean happens = !EffectLimit.isReached() && (!(step instanceof RbdCommand.Changing) || EffectLimit.allow());
        if (!happens) {
            throw unreachable();
        }
        A answer = images.run(session, step);
        if (EffectLimit.isReached()) {
            throw unreachable();
        }
        return answer;
    }

    private static RbdException unreachable() {
        return TestEngine.failure(RbdError.UNREACHABLE);
    }
}
