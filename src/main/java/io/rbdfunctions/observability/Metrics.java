package io.rbdfunctions.observability;

import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The metrics in a form that Prometheus reads. What they are read from is put together when they are first asked for. */
@Singleton
public final class Metrics {
    /** A page. */
    public record Page(String contentType, String content) {}

    private final Counters counters;
    private final Instance<Gauges> gauges;
    private boolean isComplete;

    Metrics(Counters counters, Instance<Gauges> gauges) {
        this.counters = counters;
        this.gauges = gauges;
    }

    /**
     * All metrics as they are now.
     *
     * @param accept the form that is wanted, as HTTP's header says it; null for the plain one
     */
    public Page page(@Nullable String accept, Load load) {
        ExpositionFormatWriter writer = ExpositionFormats.init().findWriter(accept);
        ByteArrayOutputStream content = new ByteArrayOutputStream(16 << 10);
        try {
            writer.write(content, registry(load).scrape());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return new Page(writer.getContentType(), content.toString(StandardCharsets.UTF_8));
    }

    private synchronized PrometheusRegistry registry(Load load) {
        if (!isComplete) {
            gauges.get().register(counters.registry(), load);
            isComplete = true;
        }
        return counters.registry();
    }
}
