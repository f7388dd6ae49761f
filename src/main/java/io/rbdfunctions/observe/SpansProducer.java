package io.rbdfunctions.observe;

import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Has traces made where the configuration says where to send them. */
final class SpansProducer {
    @Produces
    @Singleton
    Spans spans(TracingConfig config) {
        return config.endpoint().<Spans>map(OtlpSpans::to).orElseGet(Spans.None::new);
    }

    void close(@Disposes Spans spans) {
        spans.close();
    }
}
