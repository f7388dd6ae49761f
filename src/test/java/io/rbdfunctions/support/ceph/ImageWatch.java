package io.rbdfunctions.support.ceph;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/** A process of its own that has an image open, as a node that has mapped it. */
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

    /** Ends the client as a crash of its node does: Ceph takes it for alive for another 30 s. */
    public void kill() {
        client.destroyForcibly().onExit().join();
    }

    /** Closes the image and ends the client; after {@link #kill()} this does nothing. */
    @Override
    public void close() {
        try (var _ = client.getOutputStream()) {
            // The end of its standard input makes it close the image.
        } catch (IOException _) {
            // It is gone already.
        }
        client.onExit().orTimeout(20, TimeUnit.SECONDS).join();
    }
}
