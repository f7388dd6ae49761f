package io.rbdfunctions.function;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.funqy.Funq;
import io.quarkus.funqy.knative.events.CloudEvent;
import io.quarkus.funqy.knative.events.CloudEventBuilder;
import io.quarkus.funqy.knative.events.CloudEventMapping;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.rbdfunctions.operation.Outcome;
import io.rbdfunctions.operation.reconcile.Reconciled;
import io.rbdfunctions.operation.reconcile.Sightings;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.Function;

/** The functions for what Knative's source of the API server's events sees of claims and volumes. */
@Singleton
public final class ClusterEventFunctions {
    private final Sightings sightings;
    private final Calls calls;
    private final CurrentVertxRequest request;

    ClusterEventFunctions(Sightings sightings, Calls calls, CurrentVertxRequest request) {
        this.sightings = sightings;
        this.calls = calls;
        this.request = request;
    }

    @Funq("object-added")
    @CloudEventMapping(trigger = ClusterEvent.ADDED)
    public Uni<CloudEvent<ClusterReply>> added(CloudEvent<ObjectNode> event) {
        return reply(event, sightings::object);
    }

    @Funq("object-updated")
    @CloudEventMapping(trigger = ClusterEvent.UPDATED)
    public Uni<CloudEvent<ClusterReply>> updated(CloudEvent<ObjectNode> event) {
        return reply(event, sightings::object);
    }

    /** Of what is gone there is nothing to be done: a claim's volume tells of itself, and ours stay until we are done. */
    @Funq("object-deleted")
    @CloudEventMapping(trigger = ClusterEvent.DELETED)
    public void deleted(CloudEvent<ObjectNode> event) {}

    @Funq("name-added")
    @CloudEventMapping(trigger = ClusterEvent.NAME_ADDED)
    public Uni<CloudEvent<ClusterReply>> nameAdded(CloudEvent<ObjectNode> event) {
        return reply(event, sightings::reference);
    }

    @Funq("name-updated")
    @CloudEventMapping(trigger = ClusterEvent.NAME_UPDATED)
    public Uni<CloudEvent<ClusterReply>> nameUpdated(CloudEvent<ObjectNode> event) {
        return reply(event, sightings::reference);
    }

    @Funq("name-deleted")
    @CloudEventMapping(trigger = ClusterEvent.NAME_DELETED)
    public void nameDeleted(CloudEvent<ObjectNode> event) {}

    private Uni<CloudEvent<ClusterReply>> reply(CloudEvent<ObjectNode> event, Function<ObjectNode, Reconciled> work) {
        ObjectNode object = event.data();
        boolean isWanted = Passage.event(request.getCurrent())
                .map(EventRequest::prefersReply)
                .orElse(false);
        return calls.<Reconciled>call(() -> new Outcome.Done<>(work.apply(object)))
                .map(reconciled -> event(isWanted, ClusterReply.of(reconciled)));
    }

    private static CloudEvent<ClusterReply> event(boolean isWanted, Optional<ClusterReply> reply) {
        ClusterReply told = reply.filter(_ -> isWanted).orElseThrow(NoReplyException::new);
        return CloudEventBuilder.create()
                .id(EventRequest.replyId(Operation.SOURCE, told.key(), told.type()))
                .source(Operation.SOURCE)
                .type(told.type())
                .subject(told.subject())
                .build(told);
    }
}
