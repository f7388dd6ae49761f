package io.rbdfunctions.life;

import io.rbdfunctions.process.CommandRunner;
import io.rbdfunctions.rbd.RbdError;
import io.rbdfunctions.rbd.RbdException;
import io.rbdfunctions.rbd.RbdImages;
import io.rbdfunctions.rbd.TestEngine;
import io.rbdfunctions.rbd.command.RbdCommand;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Ceph as the function sees it through a {@link Fuse}. */
@Alternative
@Singleton
public final class FusedImages implements RbdImages {
    private final RbdImages images;

    FusedImages(CommandRunner runner) {
        this.images = TestEngine.over(runner, Duration.ofSeconds(1));
    }

    @Override
    public <A> A carryOut(RbdCommand<A> command) {
        if (Fuse.isBlown()) {
            throw dead();
        }
        if (!(command instanceof RbdCommand.Changing)) {
            return images.carryOut(command);
        }
        if (!Fuse.lets()) {
            throw dead();
        }
        A answer = images.carryOut(command);
        if (Fuse.isBlown()) {
            throw dead();
        }
        return answer;
    }

    private static RbdException dead() {
        return TestEngine.failure(RbdError.UNREACHABLE);
    }
}
