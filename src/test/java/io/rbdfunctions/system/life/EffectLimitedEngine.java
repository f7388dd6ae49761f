package io.rbdfunctions.system.life;

import io.rbdfunctions.rbd.RbdEngine;
import io.rbdfunctions.rbd.RbdError;
import io.rbdfunctions.rbd.RbdException;
import io.rbdfunctions.rbd.TestEngine;
import io.rbdfunctions.rbd.command.Grow;
import io.rbdfunctions.rbd.command.MetadataCommand;
import io.rbdfunctions.rbd.command.RbdCommand;
import io.rbdfunctions.rbd.librbd.Librbd;
import io.rbdfunctions.support.cluster.EffectLimit;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.function.Supplier;

/** An engine that stops changing Ceph when the {@link EffectLimit} is reached. */
@Alternative
@Singleton
public final class EffectLimitedEngine implements RbdEngine {
    private final RbdEngine images;

    EffectLimitedEngine(Librbd librbd) {
        this.images = TestEngine.over(librbd, Duration.ofSeconds(1));
    }

    @Override
    public <A> A run(RbdCommand<A> command) {
        if (command instanceof MetadataCommand.Set set && set.pairs().size() > 1) {
            set.onePerPair().forEach(this::run); // Each pair counts as one effect.
            return command.read("");
        }
        if (command instanceof Grow grow) {
            long before = run(grow.info()).size();
            if (grow.isNeeded(before)) {
                run(grow.resize()); // Only a resize counts as an effect.
            }
            return command.read(Long.toString(before));
        }
        return through(command, () -> images.run(command));
    }

    private static <A> A through(RbdCommand<?> command, Supplier<A> work) {
        boolean happens =
                !EffectLimit.isReached() && (!(command instanceof RbdCommand.Changing) || EffectLimit.allow());
        if (!happens) {
            throw unreachable();
        }
        A answer = work.get();
        if (EffectLimit.isReached()) {
            throw unreachable();
        }
        return answer;
    }

    private static RbdException unreachable() {
        return TestEngine.failure(RbdError.UNREACHABLE);
    }
}
