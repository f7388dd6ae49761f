package io.rbdfunctions.support.ceph;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/** A process that has an image open, like a node that has mapped it. */
public final class ImageWatch implements AutoCloseable {
    private final Process client;

    private ImageWatch(Process client) {
        this.client = client;
    }

    static ImageWatch start(List<String> command, IntSupplier watchers) {
        int before = watchers.getAsInt();
        try {
            var watch = new ImageWatch(Commands.start(command, Map.of()));
            await("the watch").atMost(Duration.ofSeconds(20)).until(() -> watchers.getAsInt() > before);
            return watch;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Kills the client, as in a crash of its node. Ceph lists it as a watcher for another 30 s. */
    public void kill() {
        client.destroyForcibly().onExit().join();
    }

    /** Closes the image and ends the client; has no effect after {@link #kill()}. */
    @Override
    public void close() {
        try (var _ = client.getOutputStream()) {
            // The process closes the image at the end of its standard input.
        } catch (IOException _) {
            // The process has already ended.
        }
        client.onExit().orTimeout(20, TimeUnit.SECONDS).join();
    }
}
