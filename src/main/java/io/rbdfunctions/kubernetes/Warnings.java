package io.rbdfunctions.kubernetes;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.client.KubernetesClient;
import jakarta.inject.Singleton;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Reads back what {@link Notices} has written of trouble, on whichever replica. */
@Singleton
public final class Warnings {
    private static final long MOST_READ = 1_000;

    private final KubernetesClient client;

    Warnings(KubernetesClient client) {
        this.client = client;
    }

    /**
     * The newest ones; throws {@link ApiException} when the API server does not answer, or does not let us.
     *
     * @param by who said it
     */
    public List<Warning> newest(String by, int limit) {
        return Calls.call("list Events", () -> ours(by))
                .map(Warnings::warning)
                .sorted(Comparator.comparing(Warning::last).reversed())
                .limit(limit)
                .toList();
    }

    private Stream<Event> ours(String by) {
        var some = new ListOptionsBuilder().withLimit(MOST_READ).build();
        return client.v1().events().inAnyNamespace().withLabels(Notices.LABELS).list(some).getItems().stream()
                .filter(event -> "Warning".equals(event.getType()) && by.equals(event.getReportingComponent()));
    }

    private static Warning warning(Event event) {
        return new Warning(
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
