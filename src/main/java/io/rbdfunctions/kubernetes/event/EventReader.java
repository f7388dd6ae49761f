package io.rbdfunctions.kubernetes.event;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.rbdfunctions.kubernetes.ApiCalls;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the events that {@link EventWriter} has written on any replica. */
@Singleton
public record EventReader(KubernetesClient client) {
    private static final long MAX_EVENTS = 1_000;

    /**
     * A warning event, which the API server keeps for an hour by default.
     *
     * @param last when it was last reported, in ISO 8601
     * @param about the object, as {@code kind namespace/name}
     * @param count how often it was reported
     */
    public record WarningEvent(String last, String about, String reason, String message, int count) {}

    /**
     * The newest warnings.
     *
     * @param component the component that reported them
     * @throws ApiException if the API server fails or forbids it
     */
    public List<WarningEvent> newest(String component, int limit) {
        return ApiCalls.call("list Events", () -> warnings(component))
                .map(EventReader::warning)
                .sorted(Comparator.comparing(WarningEvent::last).reversed())
                .limit(limit)
                .toList();
    }

    /**
     * When an event was last reported, of a failure or not; empty if the API server has none any more.
     *
     * @param component the component that reported it
     * @throws ApiException if the API server fails or forbids it
     */
    public Optional<Instant> lastReport(String component) {
        return ApiCalls.call("list Events", () -> events(component))
                .flatMap(event -> Stream.ofNullable(event.getLastTimestamp()))
                .map(Instant::parse)
                .max(Comparator.naturalOrder());
    }

    private Stream<Event> warnings(String component) {
        return events(component).filter(event -> "Warning".equals(event.getType()));
    }

    private Stream<Event> events(String component) {
        var options = new ListOptionsBuilder().withLimit(MAX_EVENTS).build();
        return client.v1().events().inAnyNamespace().withLabels(EventWriter.LABELS).list(options).getItems().stream()
                .filter(event -> component.equals(event.getReportingComponent()));
    }

    private static WarningEvent warning(Event event) {
        return new WarningEvent(
                Objects.requireNonNullElse(event.getLastTimestamp(), ""),
                nameOf(event.getInvolvedObject()),
                Objects.requireNonNullElse(event.getReason(), ""),
                Objects.requireNonNullElse(event.getMessage(), ""),
                Objects.requireNonNullElse(event.getCount(), 1));
    }

    private static String nameOf(ObjectReference object) {
        String namespace = object.getNamespace() == null ? "" : object.getNamespace() + "/";
        return object.getKind() + " " + namespace + object.getName();
    }
}
