package io.rbdfunctions.observability;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.rbdfunctions.operation.audit.OperationRecord;
import io.rbdfunctions.rbd.RbdCall;
import jakarta.inject.Singleton;

/** Keeps what is counted as it happens. */
@Singleton
final class Counters {
    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final Instruments instruments = new Instruments(registry);

    PrometheusRegistry registry() {
        return registry;
    }

    Instruments instruments() {
        return instruments;
    }

    void count(OperationRecord record) {
        instruments.count(record);
    }

    void count(RbdCall call) {
        instruments.count(call);
    }
}
