package io.rbdfunctions.observability;

import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Exposes all metrics to Prometheus. */
@Singleton
public final class Metrics {
    public record Page(String contentType, String content) {}

    private final Counters counters;

    Metrics(Counters counters, Gauges gauges) {
        this.counters = counters;
        gauges.register(counters.registry());
    }

    /**
     * The current values of all metrics.
     *
     * @param accept the HTTP header of that name; null for the text format
     */
    public Page page(@Nullable String accept) {
        ExpositionFormatWriter writer = ExpositionFormats.init().findWriter(accept);
        ByteArrayOutputStream content = new ByteArrayOutputStream(16 << 10);
        try {
            writer.write(content, counters.registry().scrape());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return new Page(writer.getContentType(), content.toString(StandardCharsets.UTF_8));
    }
}
