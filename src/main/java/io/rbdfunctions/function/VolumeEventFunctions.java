package io.rbdfunctions.function;

import io.quarkus.funqy.Funq;
import io.quarkus.funqy.knative.events.CloudEvent;
import io.quarkus.funqy.knative.events.CloudEventBuilder;
import io.quarkus.funqy.knative.events.CloudEventMapping;
import io.rbdfunctions.function.event.EventRequest;
import io.rbdfunctions.function.payload.Endpoint;
import io.rbdfunctions.function.reply.ConvertReply;
import io.rbdfunctions.function.reply.DeleteReply;
import io.rbdfunctions.function.reply.ExpandReply;
import io.rbdfunctions.function.reply.InfoReply;
import io.rbdfunctions.function.reply.ListReply;
import io.rbdfunctions.function.reply.ProvisionReply;
import io.rbdfunctions.function.reply.PurgeReply;
import io.rbdfunctions.function.reply.Reply;
import io.rbdfunctions.function.reply.RestoreReply;
import io.rbdfunctions.operation.convert.ConvertRequest;
import io.rbdfunctions.operation.delete.DeleteRequest;
import io.rbdfunctions.operation.expand.ExpandRequest;
import io.rbdfunctions.operation.inspect.InspectRequest;
import io.rbdfunctions.operation.inspect.ListRequest;
import io.rbdfunctions.operation.provision.ProvisionRequest;
import io.rbdfunctions.operation.trash.PurgeRequest;
import io.rbdfunctions.operation.trash.RestoreRequest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;

/** The functions for CloudEvents, which reply with events. */
@Singleton
public final class VolumeEventFunctions {
    private final VolumeCalls volumeCalls;

    VolumeEventFunctions(VolumeCalls volumeCalls) {
        this.volumeCalls = volumeCalls;
    }

    @Funq("provision-event")
    @CloudEventMapping(trigger = Endpoint.TYPES + "provision")
    public Uni<CloudEvent<ProvisionReply>> provision(CloudEvent<IgnoredBody> event) {
        return reply(Endpoint.PROVISION, event, volumeCalls.run(ProvisionRequest.class, ProvisionReply::of));
    }

    @Funq("expand-event")
    @CloudEventMapping(trigger = Endpoint.TYPES + "expand")
    public Uni<CloudEvent<ExpandReply>> expand(CloudEvent<IgnoredBody> event) {
        return reply(Endpoint.EXPAND, event, volumeCalls.run(ExpandRequest.class, ExpandReply::of));
    }

    @Funq("delete-event")
    @CloudEventMapping(trigger = Endpoint.TYPES + "delete")
    public Uni<CloudEvent<DeleteReply>> delete(CloudEvent<IgnoredBody> event) {
        return reply(Endpoint.DELETE, event, volumeCalls.run(DeleteRequest.class, DeleteReply::of));
    }

    @Funq("info-event")
    @CloudEventMapping(trigger = Endpoint.TYPES + "info")
    public Uni<CloudEvent<InfoReply>> info(CloudEvent<IgnoredBody> event) {
        return reply(Endpoint.INFO, event, volumeCalls.run(InspectRequest.class, InfoReply::of));
    }

    @Funq("list-event")
    @CloudEventMapping(trigger = Endpoint.TYPES + "list")
    public Uni<CloudEvent<ListReply>> list(CloudEvent<IgnoredBody> event) {
        return reply(Endpoint.LIST, event, volumeCalls.run(ListRequest.class, ListReply::of));
    }

    @Funq("restore-event")
    @CloudEventMapping(trigger = Endpoint.TYPES + "restore")
    public Uni<CloudEvent<RestoreReply>> restore(CloudEvent<IgnoredBody> event) {
        return reply(Endpoint.RESTORE, event, volumeCalls.run(RestoreRequest.class, RestoreReply::of));
    }

    @Funq("purge-event")
    @CloudEventMapping(trigger = Endpoint.TYPES + "purge")
    public Uni<CloudEvent<PurgeReply>> purge(CloudEvent<IgnoredBody> event) {
        return reply(Endpoint.PURGE, event, volumeCalls.run(PurgeRequest.class, PurgeReply::of));
    }

    @Funq("convert-event")
    @CloudEventMapping(trigger = Endpoint.TYPES + "convert")
    public Uni<CloudEvent<ConvertReply>> convert(CloudEvent<IgnoredBody> event) {
        return reply(Endpoint.CONVERT, event, volumeCalls.run(ConvertRequest.class, ConvertReply::of));
    }

    private <R extends Reply> Uni<CloudEvent<R>> reply(Endpoint endpoint, CloudEvent<IgnoredBody> event, Uni<R> reply) {
        String type = endpoint.replyType();
        Optional<String> subject = volumeCalls.subject();
        return reply.map(data -> CloudEventBuilder.create()
                .id(EventRequest.replyId(event.source(), event.id(), type))
                .source(Endpoint.SOURCE)
                .type(type)
                .subject(subject.orElseGet(data::subject))
                .build(data));
    }
}
