package io.rbdfunctions.reconcile.result;

import io.fabric8.kubernetes.api.model.Event;
import io.rbdfunctions.kubernetes.TestApi;
import io.rbdfunctions.operation.storageclass.ProvisionerConfig;
import java.time.InstantSource;
import java.util.List;

/** The events that are written to a {@link TestApi}. */
public final class TestEvents {
    private final TestApi api;

    public TestEvents(TestApi api) {
        this.api = api;
    }

    public ReconcileEvents writer(ProvisionerConfig config) {
        return new ReconcileEvents(api.eventWriter(), new OutageDetector(InstantSource.system()), config);
    }

    /** All events, as {@code type reason: message}. */
    public List<String> all() {
        return api.client().v1().events().inAnyNamespace().list().getItems().stream()
                .map(TestEvents::text)
                .toList();
    }

    private static String text(Event event) {
        return "%s %s: %s".formatted(event.getType(), event.getReason(), event.getMessage());
    }
}
