package io.rbdfunctions.tools.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Measures the latency of the readiness probe while other clients load the function. */
final class HealthProbe implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(25);

    private final Timings timings = new Timings();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Thread thread;

    HealthProbe(String address) {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(address + "/q/health/ready")).build();
        thread = Thread.ofPlatform().name("health probe").start(() -> ask(request));
    }

    private void ask(HttpRequest request) {
        try {
            while (true) {
                long start = System.nanoTime();
                if (http.send(request, BodyHandlers.discarding()).statusCode() != 200) {
                    throw new IllegalStateException("the function is not ready");
                }
                timings.add(Duration.ofNanos(System.nanoTime() - start));
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException _) {
            return; // Closed.
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    Timings samples() {
        return timings;
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        http.close();
    }
}
