package io.rbdfunctions.function;

import io.quarkus.funqy.Funq;
import io.quarkus.funqy.knative.events.CloudEvent;
import io.quarkus.funqy.knative.events.CloudEventBuilder;
import io.quarkus.funqy.knative.events.CloudEventMapping;
import io.rbdfunctions.function.event.EventRequest;
import io.rbdfunctions.function.payload.ConvertPayload;
import io.rbdfunctions.function.payload.DeletePayload;
import io.rbdfunctions.function.payload.Endpoint;
import io.rbdfunctions.function.payload.ExpandPayload;
import io.rbdfunctions.function.payload.InfoPayload;
import io.rbdfunctions.function.payload.ListPayload;
import io.rbdfunctions.function.payload.Payload;
import io.rbdfunctions.function.payload.ProvisionPayload;
import io.rbdfunctions.function.payload.PurgePayload;
import io.rbdfunctions.function.payload.RestorePayload;
import io.rbdfunctions.function.reply.ConvertReply;
import io.rbdfunctions.function.reply.DeleteReply;
import io.rbdfunctions.function.reply.ExpandReply;
import io.rbdfunctions.function.reply.InfoReply;
import io.rbdfunctions.function.reply.ListReply;
import io.rbdfunctions.function.reply.ProvisionReply;
import io.rbdfunctions.function.reply.PurgeReply;
import io.rbdfunctions.function.reply.Reply;
import io.rbdfunctions.function.reply.RestoreReply;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.function.Function;

/** The same functions for CloudEvents, which reply with events. */
@Singleton
public final class VolumeEventFunctions {
    private final VolumeCalls volumeCalls;

    VolumeEventFunctions(VolumeCalls volumeCalls) {
        this.volumeCalls = volumeCalls;
    }

    @Funq("provision-event")
    @CloudEventMapping(trigger = Endpoint.TYPES + "provision")
    public Uni<CloudEvent<ProvisionReply>> provision(CloudEvent<ProvisionPayload> event) {
        return reply(Endpoint.PROVISION, event, payload -> volumeCalls.run(payload, ProvisionReply::of));
    }

    @Funq("expand-event")
    @CloudEventMapping(trigger = Endpoint.TYPES + "expand")
    public Uni<CloudEvent<ExpandReply>> expand(CloudEvent<ExpandPayload> event) {
        return reply(Endpoint.EXPAND, event, payload -> volumeCalls.run(payload, ExpandReply::of));
    }

    @Funq("delete-event")
    @CloudEventMapping(trigger = Endpoint.TYPES + "delete")
    public Uni<CloudEvent<DeleteReply>> delete(CloudEvent<DeletePayload> event) {
        return reply(Endpoint.DELETE, event, payload -> volumeCalls.run(payload, DeleteReply::of));
    }

    @Funq("info-event")
    @CloudEventMapping(trigger = Endpoint.TYPES + "info")
    public Uni<CloudEvent<InfoReply>> info(CloudEvent<InfoPayload> event) {
        return reply(Endpoint.INFO, event, payload -> volumeCalls.run(payload, InfoReply::of));
    }

    @Funq("list-event")
    @CloudEventMapping(trigger = Endpoint.TYPES + "list")
    public Uni<CloudEvent<ListReply>> list(CloudEvent<ListPayload> event) {
        return reply(Endpoint.LIST, event, payload -> volumeCalls.run(payload, ListReply::of));
    }

    @Funq("restore-event")
    @CloudEventMapping(trigger = Endpoint.TYPES + "restore")
    public Uni<CloudEvent<RestoreReply>> restore(CloudEvent<RestorePayload> event) {
        return reply(Endpoint.RESTORE, event, payload -> volumeCalls.run(payload, RestoreReply::of));
    }

    @Funq("purge-event")
    @CloudEventMapping(trigger = Endpoint.TYPES + "purge")
    public Uni<CloudEvent<PurgeReply>> purge(CloudEvent<PurgePayload> event) {
        return reply(Endpoint.PURGE, event, payload -> volumeCalls.run(payload, PurgeReply::of));
    }

    @Funq("convert-event")
    @CloudEventMapping(trigger = Endpoint.TYPES + "convert")
    public Uni<CloudEvent<ConvertReply>> convert(CloudEvent<ConvertPayload> event) {
        return reply(Endpoint.CONVERT, event, payload -> volumeCalls.run(payload, ConvertReply::of));
    }

    private static <P extends Payload<?>, R extends Reply> Uni<CloudEvent<R>> reply(
            Endpoint endpoint, CloudEvent<P> event, Function<P, Uni<R>> function) {
        P payload = event.data();
        String type = endpoint.replyType();
        return function.apply(payload)
                .map(reply -> CloudEventBuilder.create()
                        .id(EventRequest.replyId(event.source(), event.id(), type))
                        .source(Endpoint.SOURCE)
                        .type(type)
                        .subject(payload.subject().orElseGet(reply::subject))
                        .build(reply));
    }
}
