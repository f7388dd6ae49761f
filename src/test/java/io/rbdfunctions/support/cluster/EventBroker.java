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

/** Delivers events as Knative's broker does: some at a time, and each again until it is taken. */
public final class EventBroker {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Supplier<String> address;
    private final int atOnce;
    private final AtomicInteger repeated = new AtomicInteger();

    /** @param address where the function is, which may change */
    public EventBroker(Supplier<String> address, int atOnce) {
        this.address = address;
        this.atOnce = atOnce;
    }

    /** Returns when all are taken. */
    public void deliver(List<EventDelivery> events, Runnable afterEach) {
        try (ExecutorService threads = Executors.newFixedThreadPool(atOnce)) {
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
            throw new AssertionError("an event was not taken", failure);
        }
    }

    /** How many deliveries ended without the event being taken. */
    public int repeated() {
        return repeated.get();
    }

    public void deliver(EventDelivery event) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        String last = "nothing";
        while (System.nanoTime() < end) {
            try {
                int status = http.send(event.to(address.get()), BodyHandlers.discarding())
                        .statusCode();
                if (status < 300) {
                    return;
                }
                last = "status " + status;
            } catch (IOException failure) {
                last = String.valueOf(failure.getMessage());
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted");
            }
            repeated.incrementAndGet();
            pause();
        }
        throw new AssertionError("%s was not taken, the last answer was %s".formatted(event.headers(), last));
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
