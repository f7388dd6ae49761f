package io.rbdfunctions.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import jakarta.inject.Singleton;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Reads the API server's clock from the {@code Date} header of a response (RFC 9110), which has whole seconds. */
@Singleton
public final class ApiClock {
    private final KubernetesClient client;

    ApiClock(KubernetesClient client) {
        this.client = client;
    }

    /** Calls the server; empty if it does not answer or sends no valid date. */
    public Optional<Instant> now() {
        HttpClient http = client.getHttpClient();
        HttpRequest request = http.newHttpRequestBuilder()
                .uri(client.getMasterUrl() + "version")
                .timeout(client.getConfiguration().getRequestTimeout(), TimeUnit.MILLISECONDS)
                .build();
        try {
            return parse(http.sendAsync(request, String.class).join().header("Date"));
        } catch (CompletionException _) {
            return Optional.empty();
        }
    }

    static Optional<Instant> parse(@Nullable String date) {
        try {
            return Optional.ofNullable(date)
                    .map(text -> DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
