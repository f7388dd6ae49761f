package io.rbdfunctions.rbd;

import io.rbdfunctions.rbd.command.RbdCommand;
import io.rbdfunctions.rbd.command.Resize;
import io.rbdfunctions.rbd.command.SetMetadata;
import io.rbdfunctions.rbd.value.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Tells of what an engine does, and does nothing else. */
final class ObservedEngine implements RbdEngine {
    private final RbdEngine images;
    private final String engine;
    private final RbdCallListener watch;

    ObservedEngine(RbdEngine images, String engine, RbdCallListener watch) {
        this.images = images;
        this.engine = engine;
        this.watch = watch;
    }

    @Override
    public <A> A run(RbdCommand<A> command) {
        return watched(command, () -> images.run(command));
    }

    @Override
    public void setMetadata(List<SetMetadata> commands) {
        if (!commands.isEmpty()) {
            watched(commands.getFirst(), () -> {
                images.setMetadata(commands);
                return commands;
            });
        }
    }

    @Override
    public long grow(Resize command) {
        return watched(command, () -> images.grow(command));
    }

    @Override
    public void prepare(Session session) {
        images.prepare(session);
    }

    @Override
    public int connections() {
        return images.connections();
    }

    private <A> A watched(RbdCommand<?> command, Supplier<A> work) {
        Instant begun = Instant.now();
        long start = System.nanoTime();
        RbdError error = RbdError.UNKNOWN;
        try {
            A answer = work.get();
            error = null;
            return answer;
        } catch (RbdException failure) {
            error = failure.error();
            throw failure;
        } finally {
            tell(command, begun, start, error);
        }
    }

    private void tell(RbdCommand<?> command, Instant begun, long start, @Nullable RbdError error) {
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        watch.ended(new RbdCall(command.verb(), engine, begun, took, error));
    }
}
