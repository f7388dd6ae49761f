package io.rbdfunctions.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The earlier of the local time and the API server's time. Decides when an image in the trash expires, so that a local
 * clock that is ahead does not purge images too early.
 */
@Singleton
public final class ConservativeClock {
    private final InstantSource local;
    private final Supplier<Optional<Instant>> remote;

    @Inject
    ConservativeClock(InstantSource local, KubernetesClient client) {
        this(local, () -> timeOf(client));
    }

    public ConservativeClock(InstantSource local, Supplier<Optional<Instant>> remote) {
        this.local = local;
        this.remote = remote;
    }

    public Instant instant() {
        Instant now = local.instant();
        return remote.get().filter(now::isAfter).orElse(now);
    }

    /** Calls the server; empty if it does not answer or sends no valid date. */
    static Optional<Instant> timeOf(KubernetesClient client) {
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

    /** Reads the {@code Date} header (RFC 9110), which has whole seconds. */
    static Optional<Instant> parse(@Nullable String date) {
        try {
            return Optional.ofNullable(date)
                    .map(text -> DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
