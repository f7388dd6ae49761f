package io.rbdfunctions.function;

import io.quarkus.funqy.Funq;
import io.quarkus.funqy.knative.events.CloudEvent;
import io.quarkus.funqy.knative.events.CloudEventMapping;
import io.rbdfunctions.function.event.EventRequest;
import io.rbdfunctions.function.payload.Endpoint;
import io.rbdfunctions.function.reply.CheckReply;
import io.rbdfunctions.function.reply.ConvertReply;
import io.rbdfunctions.function.reply.DeleteReply;
import io.rbdfunctions.function.reply.ExpandReply;
import io.rbdfunctions.function.reply.InfoReply;
import io.rbdfunctions.function.reply.ListReply;
import io.rbdfunctions.function.reply.ProvisionReply;
import io.rbdfunctions.function.reply.PurgeReply;
import io.rbdfunctions.function.reply.RepairReply;
import io.rbdfunctions.function.reply.Reply;
import io.rbdfunctions.function.reply.RestoreReply;
import io.rbdfunctions.function.reply.RollbackReply;
import io.rbdfunctions.function.reply.SnapshotReply;
import io.rbdfunctions.function.reply.TakeoverReply;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;

/** The functions for CloudEvents, which reply with events. */
@Singleton
public final class VolumeEventFunctions {
    private final VolumeFunctions functions;

    VolumeEventFunctions(VolumeFunctions functions) {
        this.functions = functions;
    }

    @Funq("provision-event")
    @CloudEventMapping(trigger = Endpoint.TYPES + "provision")
    public Uni<CloudEvent<ProvisionReply>> provision(CloudEvent<IgnoredBody> event) {
        return reply(Endpoint.PROVISION, event, functions.provision(event.data()));
    }

    @Funq("expand-event")
    @CloudEventMapping(trigger = Endpoint.TYPES + "expand")
    public Uni<CloudEvent<ExpandReply>> expand(CloudEvent<IgnoredBody> event) {
        return reply(Endpoint.EXPAND, event, functions.expand(event.data()));
    }

    @Funq("delete-event")
    @CloudEventMapping(trigger = Endpoint.TYPES + "delete")
    public Uni<CloudEvent<DeleteReply>> delete(CloudEvent<IgnoredBody> event) {
        return reply(Endpoint.DELETE, event, functions.delete(event.data()));
    }

    @Funq("info-event")
    @CloudEventMapping(trigger = Endpoint.TYPES + "info")
    public Uni<CloudEvent<InfoReply>> info(CloudEvent<IgnoredBody> event) {
        return reply(Endpoint.INFO, event, functions.info(event.data()));
    }

    @Funq("list-event")
    @CloudEventMapping(trigger = Endpoint.TYPES + "list")
    public Uni<CloudEvent<ListReply>> list(CloudEvent<IgnoredBody> event) {
        return reply(Endpoint.LIST, event, functions.list(event.data()));
    }

    @Funq("restore-event")
    @CloudEventMapping(trigger = Endpoint.TYPES + "restore")
    public Uni<CloudEvent<RestoreReply>> restore(CloudEvent<IgnoredBody> event) {
        return reply(Endpoint.RESTORE, event, functions.restore(event.data()));
    }

    @Funq("purge-event")
    @CloudEventMapping(trigger = Endpoint.TYPES + "purge")
    public Uni<CloudEvent<PurgeReply>> purge(CloudEvent<IgnoredBody> event) {
        return reply(Endpoint.PURGE, event, functions.purge(event.data()));
    }

    @Funq("snapshot-event")
    @CloudEventMapping(trigger = Endpoint.TYPES + "snapshot")
    public Uni<CloudEvent<SnapshotReply>> snapshot(CloudEvent<IgnoredBody> event) {
        return reply(Endpoint.SNAPSHOT, event, functions.snapshot(event.data()));
    }

    @Funq("clone-event")
    @CloudEventMapping(trigger = Endpoint.TYPES + "clone")
    public Uni<CloudEvent<ProvisionReply>> clone(CloudEvent<IgnoredBody> event) {
        return reply(Endpoint.CLONE, event, functions.clone(event.data()));
    }

    @Funq("rollback-event")
    @CloudEventMapping(trigger = Endpoint.TYPES + "rollback")
    public Uni<CloudEvent<RollbackReply>> rollback(CloudEvent<IgnoredBody> event) {
        return reply(Endpoint.ROLLBACK, event, functions.rollback(event.data()));
    }

    @Funq("convert-event")
    @CloudEventMapping(trigger = Endpoint.TYPES + "convert")
    public Uni<CloudEvent<ConvertReply>> convert(CloudEvent<IgnoredBody> event) {
        return reply(Endpoint.CONVERT, event, functions.convert(event.data()));
    }

    @Funq("repair-event")
    @CloudEventMapping(trigger = Endpoint.TYPES + "repair")
    public Uni<CloudEvent<RepairReply>> repair(CloudEvent<IgnoredBody> event) {
        return reply(Endpoint.REPAIR, event, functions.repair(event.data()));
    }

    @Funq("check-event")
    @CloudEventMapping(trigger = Endpoint.TYPES + "check")
    public Uni<CloudEvent<CheckReply>> check(CloudEvent<IgnoredBody> event) {
        return reply(Endpoint.CHECK, event, functions.check(event.data()));
    }

    @Funq("takeover-event")
    @CloudEventMapping(trigger = Endpoint.TYPES + "takeover")
    public Uni<CloudEvent<TakeoverReply>> takeover(CloudEvent<IgnoredBody> event) {
        return reply(Endpoint.TAKEOVER, event, functions.takeover(event.data()));
    }

    private <R extends Reply> Uni<CloudEvent<R>> reply(Endpoint endpoint, CloudEvent<IgnoredBody> event, Uni<R> reply) {
        Optional<String> subject = functions.subject();
        return reply.map(data -> EventRequest.reply(
                event.source(), event.id(), endpoint.replyType(), subject.orElseGet(data::subject), data));
    }
}
