package io.rbdfunctions.rbd;

import io.rbdfunctions.concurrent.Backoff;
import io.rbdfunctions.rbd.command.RbdCommand;
import io.rbdfunctions.rbd.command.Resize;
import io.rbdfunctions.rbd.command.SetMetadata;
import io.rbdfunctions.rbd.value.Session;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * Waits out "busy": two commands on one image can get in each other's way (16, 116), and the watch of a client that died
 * lasts up to 30 s. Tries again, with growing pauses, for a bounded time.
 */
final class RetryingEngine implements RbdEngine {
    private final RbdEngine images;
    private final Duration patience;

    RetryingEngine(RbdEngine images, Duration patience) {
        this.images = images;
        this.patience = patience;
    }

    @Override
    public <A> A run(RbdCommand<A> command) {
        return patiently(() -> images.run(command));
    }

    @Override
    public void setMetadata(List<SetMetadata> commands) {
        patiently(() -> {
            images.setMetadata(commands);
            return commands;
        });
    }

    @Override
    public long grow(Resize command) {
        return patiently(() -> images.grow(command));
    }

    @Override
    public void prepare(Session session) {
        images.prepare(session);
    }

    @Override
    public int connections() {
        return images.connections();
    }

    private <A> A patiently(Supplier<A> work) {
        Backoff backoff = new Backoff(patience);
        while (true) {
            try {
                return work.get();
            } catch (RbdException failure) {
                if (failure.error() != RbdError.BUSY || !backoff.pause()) {
                    throw failure;
                }
            }
        }
    }
}
