package io.rbdfunctions.function;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.funqy.Funq;
import io.quarkus.funqy.knative.events.CloudEvent;
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

/** Handles the events that a Knative ApiServerSource sends about claims, volumes, attachments and contents of snapshots. */
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
        return reply(event, eventObjectReader::reconcileObject);
    }

    @Funq("object-updated")
    @CloudEventMapping(trigger = KnativeEventTypes.UPDATED)
    public Uni<CloudEvent<ReconcileReply>> updated(CloudEvent<ObjectNode> event) {
        return reply(event, eventObjectReader::reconcileObject);
    }

    @Funq("object-deleted")
    @CloudEventMapping(trigger = KnativeEventTypes.DELETED)
    public Uni<CloudEvent<ReconcileReply>> deleted(CloudEvent<ObjectNode> event) {
        return reply(event, eventObjectReader::reconcileDeleted);
    }

    @Funq("name-added")
    @CloudEventMapping(trigger = KnativeEventTypes.NAME_ADDED)
    public Uni<CloudEvent<ReconcileReply>> nameAdded(CloudEvent<ObjectNode> event) {
        return reply(event, eventObjectReader::reconcileReference);
    }

    @Funq("name-updated")
    @CloudEventMapping(trigger = KnativeEventTypes.NAME_UPDATED)
    public Uni<CloudEvent<ReconcileReply>> nameUpdated(CloudEvent<ObjectNode> event) {
        return reply(event, eventObjectReader::reconcileReference);
    }

    /** A name does not tell the volume of an attachment. The sweep finds it. */
    @Funq("name-deleted")
    @CloudEventMapping(trigger = KnativeEventTypes.NAME_DELETED)
    public void nameDeleted(CloudEvent<ObjectNode> event) {}

    private Uni<CloudEvent<ReconcileReply>> reply(CloudEvent<ObjectNode> event, Function<ObjectNode, Reconciled> work) {
        ObjectNode object = event.data();
        boolean isReplyWanted = RequestAttributes.event(request.getCurrent())
                .map(EventRequest::prefersReply)
                .orElse(false);
        return requestExecutor
                .<Reconciled>call(() -> new Outcome.Done<>(work.apply(object)))
                .map(reconciled -> event(isReplyWanted, ReconcileReply.of(reconciled)));
    }

    private static CloudEvent<ReconcileReply> event(boolean isReplyWanted, Optional<ReconcileReply> reply) {
        ReconcileReply sent = reply.filter(_ -> isReplyWanted).orElseThrow(NoReplyException::new);
        return EventRequest.reply(Endpoint.SOURCE, sent.key(), sent.type(), sent.subject(), sent);
    }
}
