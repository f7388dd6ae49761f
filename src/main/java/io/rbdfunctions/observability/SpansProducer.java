package io.rbdfunctions.observability;

import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;

/** Has traces made where the configuration says where to send them. */
final class SpansProducer {
    @Produces
    @Singleton
    Spans spans(TracingConfig config) {
        return config.endpoint()
                .<Spans>map(collector -> sentTo(collector, config))
                .orElseGet(Spans.None::new);
    }

    private static OtlpSpans sentTo(URI collector, TracingConfig config) {
        return "https".equalsIgnoreCase(collector.getScheme())
                ? OtlpSpans.to(collector, CollectorTrust.in(config.authorities()))
                : OtlpSpans.to(collector);
    }

    void close(@Disposes Spans spans) {
        spans.close();
    }
}
