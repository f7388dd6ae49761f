package io.rbdfunctions.tools.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rbdfunctions.function.event.KnativeEventTypes;
import io.rbdfunctions.function.payload.Endpoint;
import io.rbdfunctions.function.reply.ReconcileReply;
import io.rbdfunctions.operation.outcome.Refusal;
import io.rbdfunctions.reconcile.result.Reconciled;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The tables of event types in {@code docs/api.md}, generated from the code. */
final class EventTypeTables {
    static final String ACCEPTED = "| type | source | data | reply type |";
    static final String SENT = "| reply type | source | data |";

    private static final String CHANGE = "of a claim or volume: ";

    private EventTypeTables() {}

    /** The lines of the table of the events that the functions accept. */
    static List<String> accepted() {
        Stream<String> requests = Arrays.stream(Endpoint.values())
                .map(endpoint -> row(
                        "`" + Endpoint.TYPES + endpoint + "`",
                        "any",
                        "the payload of `%s`".formatted(endpoint),
                        "`" + endpoint.replyType() + "`"));
        Stream<String> notifications = KnativeEventTypes.ALL.stream().map(EventTypeTables::notification);
        return table(ACCEPTED, Stream.concat(requests, notifications));
    }

    private static String notification(String type) {
        boolean isPing = type.equals(KnativeEventTypes.PING);
        boolean isReference = List.of(
                        KnativeEventTypes.NAME_ADDED, KnativeEventTypes.NAME_UPDATED, KnativeEventTypes.NAME_DELETED)
                .contains(type);
        return row(
                "`" + type + "`",
                isPing ? "PingSource" : "ApiServerSource",
                isPing ? "any" : isReference ? "a reference to the object" : "the object",
                isPing ? "none" : "by what was done");
    }

    /** The lines of the table of the events that the functions reply with. */
    static List<String> sent() {
        Map<String, String> data = new LinkedHashMap<>();
        for (Endpoint endpoint : Endpoint.values()) {
            data.put(endpoint.replyType(), "the reply of `%s`".formatted(endpoint));
        }
        data.put(Endpoint.REFUSED, "a [problem](#problems)");
        Stream.concat(
                        Arrays.stream(Reconciled.Action.values()).map(EventTypeTables::done),
                        Stream.of(new Reconciled.Failed(
                                "shop/data", new Refusal(Refusal.Reason.CONFLICT, "differs"), false)))
                .map(result -> ReconcileReply.of(result).orElseThrow())
                .forEach(reply ->
                        data.merge(reply.type(), CHANGE + fields(reply), (request, change) -> request + "; " + change));
        return table(
                SENT,
                data.entrySet().stream()
                        .map(entry -> row("`" + entry.getKey() + "`", "`" + Endpoint.SOURCE + "`", entry.getValue())));
    }

    private static Reconciled done(Reconciled.Action action) {
        String attributesClass = action == Reconciled.Action.MODIFIED ? "gold" : "";
        return new Reconciled.Done(action, "shop/data", "uid", "pvc-uid", "kube/image", 1L << 30, attributesClass);
    }

    private static String fields(ReconcileReply reply) {
        JsonNode json = new ObjectMapper().valueToTree(reply);
        return json.propertyStream().map(field -> "`" + field.getKey() + "`").collect(Collectors.joining(", "));
    }

    private static List<String> table(String head, Stream<String> rows) {
        return Stream.concat(Stream.of(head, head.replaceAll("[^|]+", "---")), rows)
                .toList();
    }

    private static String row(String... cells) {
        return "| " + String.join(" | ", cells) + " |";
    }
}
