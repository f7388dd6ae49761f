package io.rbdfunctions.observe;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.rbdfunctions.operation.Ended;
import io.rbdfunctions.rbd.RbdCall;
import jakarta.inject.Singleton;

/** Keeps what is counted as it happens. */
@Singleton
final class Tallies {
    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final Instruments instruments = new Instruments(registry);

    PrometheusRegistry registry() {
        return registry;
    }

    Instruments instruments() {
        return instruments;
    }

    void count(Ended ended) {
        instruments.count(ended);
    }

    void count(RbdCall call) {
        instruments.count(call);
    }
}
