package io.rbdfunctions.kubernetes.event;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.rbdfunctions.kubernetes.ApiCalls;
import jakarta.inject.Singleton;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Reads back what {@link EventWriter} has written of trouble, on whichever replica. */
@Singleton
public final class EventReader {
    private static final long MOST_READ = 1_000;

    private final KubernetesClient client;

    EventReader(KubernetesClient client) {
        this.client = client;
    }

    /**
     * The newest ones; throws {@code ApiException} when the API server does not answer, or does not let us.
     *
     * @param by who said it
     */
    public List<WarningEvent> newest(String by, int limit) {
        return ApiCalls.call("list Events", () -> ours(by))
                .map(EventReader::warning)
                .sorted(Comparator.comparing(WarningEvent::last).reversed())
                .limit(limit)
                .toList();
    }

    private Stream<Event> ours(String by) {
        var some = new ListOptionsBuilder().withLimit(MOST_READ).build();
        return client.v1().events().inAnyNamespace().withLabels(EventWriter.LABELS).list(some).getItems().stream()
                .filter(event -> "Warning".equals(event.getType()) && by.equals(event.getReportingComponent()));
    }

    private static WarningEvent warning(Event event) {
        return new WarningEvent(
                about(event.getInvolvedObject()),
                Objects.requireNonNullElse(event.getReason(), ""),
                Objects.requireNonNullElse(event.getMessage(), ""),
                Objects.requireNonNullElse(event.getCount(), 1),
                time(event.getLastTimestamp()));
    }

    private static String about(ObjectReference object) {
        String namespace = object.getNamespace() == null ? "" : object.getNamespace() + "/";
        return object.getKind() + " " + namespace + object.getName();
    }

    private static Instant time(String text) {
        try {
            return text == null ? Instant.EPOCH : Instant.parse(text);
        } catch (DateTimeException _) {
            return Instant.EPOCH;
        }
    }
}
