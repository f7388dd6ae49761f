package io.rbdfunctions.function;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.funqy.Funq;
import io.quarkus.funqy.knative.events.CloudEvent;
import io.quarkus.funqy.knative.events.CloudEventBuilder;
import io.quarkus.funqy.knative.events.CloudEventMapping;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.rbdfunctions.function.event.EventRequest;
import io.rbdfunctions.function.event.KnativeEventTypes;
import io.rbdfunctions.function.event.NoReplyException;
import io.rbdfunctions.function.http.RequestAttributes;
import io.rbdfunctions.function.http.RequestExecutor;
import io.rbdfunctions.function.payload.Endpoint;
import io.rbdfunctions.function.reply.ReconcileReply;
import io.rbdfunctions.operation.outcome.Outcome;
import io.rbdfunctions.reconcile.result.Reconciled;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.Function;

/** The functions for what Knative's source of the API server's events sees of claims and volumes. */
@Singleton
public final class ClusterEventFunctions {
    private final EventObjectReader eventObjectReader;
    private final RequestExecutor requestExecutor;
    private final CurrentVertxRequest request;

    ClusterEventFunctions(
            EventObjectReader eventObjectReader, RequestExecutor requestExecutor, CurrentVertxRequest request) {
        this.eventObjectReader = eventObjectReader;
        this.requestExecutor = requestExecutor;
        this.request = request;
    }

    @Funq("object-added")
    @CloudEventMapping(trigger = KnativeEventTypes.ADDED)
    public Uni<CloudEvent<ReconcileReply>> added(CloudEvent<ObjectNode> event) {
        return reply(event, eventObjectReader::object);
    }

    @Funq("object-updated")
    @CloudEventMapping(trigger = KnativeEventTypes.UPDATED)
    public Uni<CloudEvent<ReconcileReply>> updated(CloudEvent<ObjectNode> event) {
        return reply(event, eventObjectReader::object);
    }

    /** Of what is gone there is nothing to be done: a claim's volume tells of itself, and ours stay until we are done. */
    @Funq("object-deleted")
    @CloudEventMapping(trigger = KnativeEventTypes.DELETED)
    public void deleted(CloudEvent<ObjectNode> event) {}

    @Funq("name-added")
    @CloudEventMapping(trigger = KnativeEventTypes.NAME_ADDED)
    public Uni<CloudEvent<ReconcileReply>> nameAdded(CloudEvent<ObjectNode> event) {
        return reply(event, eventObjectReader::reference);
    }

    @Funq("name-updated")
    @CloudEventMapping(trigger = KnativeEventTypes.NAME_UPDATED)
    public Uni<CloudEvent<ReconcileReply>> nameUpdated(CloudEvent<ObjectNode> event) {
        return reply(event, eventObjectReader::reference);
    }

    @Funq("name-deleted")
    @CloudEventMapping(trigger = KnativeEventTypes.NAME_DELETED)
    public void nameDeleted(CloudEvent<ObjectNode> event) {}

    private Uni<CloudEvent<ReconcileReply>> reply(CloudEvent<ObjectNode> event, Function<ObjectNode, Reconciled> work) {
        ObjectNode object = event.data();
        boolean isWanted = RequestAttributes.event(request.getCurrent())
                .map(EventRequest::prefersReply)
                .orElse(false);
        return requestExecutor
                .<Reconciled>call(() -> new Outcome.Done<>(work.apply(object)))
                .map(reconciled -> event(isWanted, ReconcileReply.of(reconciled)));
    }

    private static CloudEvent<ReconcileReply> event(boolean isWanted, Optional<ReconcileReply> reply) {
        ReconcileReply told = reply.filter(_ -> isWanted).orElseThrow(NoReplyException::new);
        return CloudEventBuilder.create()
                .id(EventRequest.replyId(Endpoint.SOURCE, told.key(), told.type()))
                .source(Endpoint.SOURCE)
                .type(told.type())
                .subject(told.subject())
                .build(told);
    }
}
