package io.rbdfunctions.support.cluster;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Delivers events as Knative's broker does: concurrently, and repeatedly until each is accepted. */
public final class EventBroker {
    private static final Duration TIMEOUT = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Supplier<String> address;
    private final int concurrency;
    private final AtomicInteger retries = new AtomicInteger();

    /** @param address the address of the function, which may change */
    public EventBroker(Supplier<String> address, int concurrency) {
        this.address = address;
        this.concurrency = concurrency;
    }

    /** Returns when all events are accepted. */
    public void deliver(List<EventDelivery> events, Runnable afterEach) {
        try (ExecutorService threads = Executors.newFixedThreadPool(concurrency)) {
            CompletableFuture<?>[] all = events.stream()
                    .map(event -> CompletableFuture.runAsync(
                            () -> {
                                deliver(event);
                                afterEach.run();
                            },
                            threads))
                    .toArray(CompletableFuture<?>[]::new);
            CompletableFuture.allOf(all).join();
        } catch (CompletionException | CancellationException failure) {
            throw new AssertionError("an event was not accepted", failure);
        }
    }

    /** The number of failed deliveries. */
    public int retries() {
        return retries.get();
    }

    public void deliver(EventDelivery event) {
        long end = System.nanoTime() + TIMEOUT.toNanos();
        String lastResult = "none";
        while (System.nanoTime() < end) {
            try {
                int status = http.send(event.to(address.get()), BodyHandlers.discarding())
                        .statusCode();
                if (status < 300) {
                    return;
                }
                lastResult = "status " + status;
            } catch (IOException failure) {
                lastResult = String.valueOf(failure.getMessage());
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted");
            }
            retries.incrementAndGet();
            pause();
        }
        throw new AssertionError("%s was not accepted; last result: %s".formatted(event.headers(), lastResult));
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
