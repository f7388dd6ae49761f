package io.rbdfunctions.function;

import io.quarkus.funqy.Funq;
import io.quarkus.funqy.knative.events.CloudEvent;
import io.quarkus.funqy.knative.events.CloudEventBuilder;
import io.quarkus.funqy.knative.events.CloudEventMapping;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.function.Function;

/** The same functions for CloudEvents, which reply with events. */
@Singleton
public final class VolumeEventFunctions {
    private final Volumes volumes;

    VolumeEventFunctions(Volumes volumes) {
        this.volumes = volumes;
    }

    @Funq("provision-event")
    @CloudEventMapping(trigger = Operation.TYPES + "provision")
    public Uni<CloudEvent<ProvisionReply>> provision(CloudEvent<ProvisionPayload> event) {
        return reply(Operation.PROVISION, event, volumes::provision);
    }

    @Funq("expand-event")
    @CloudEventMapping(trigger = Operation.TYPES + "expand")
    public Uni<CloudEvent<ExpandReply>> expand(CloudEvent<ExpandPayload> event) {
        return reply(Operation.EXPAND, event, volumes::expand);
    }

    @Funq("delete-event")
    @CloudEventMapping(trigger = Operation.TYPES + "delete")
    public Uni<CloudEvent<DeleteReply>> delete(CloudEvent<DeletePayload> event) {
        return reply(Operation.DELETE, event, volumes::delete);
    }

    @Funq("info-event")
    @CloudEventMapping(trigger = Operation.TYPES + "info")
    public Uni<CloudEvent<InfoReply>> info(CloudEvent<InfoPayload> event) {
        return reply(Operation.INFO, event, volumes::info);
    }

    @Funq("list-event")
    @CloudEventMapping(trigger = Operation.TYPES + "list")
    public Uni<CloudEvent<ListReply>> list(CloudEvent<ListPayload> event) {
        return reply(Operation.LIST, event, volumes::list);
    }

    @Funq("restore-event")
    @CloudEventMapping(trigger = Operation.TYPES + "restore")
    public Uni<CloudEvent<RestoreReply>> restore(CloudEvent<RestorePayload> event) {
        return reply(Operation.RESTORE, event, volumes::restore);
    }

    @Funq("purge-event")
    @CloudEventMapping(trigger = Operation.TYPES + "purge")
    public Uni<CloudEvent<PurgeReply>> purge(CloudEvent<PurgePayload> event) {
        return reply(Operation.PURGE, event, volumes::purge);
    }

    @Funq("convert-event")
    @CloudEventMapping(trigger = Operation.TYPES + "convert")
    public Uni<CloudEvent<ConvertReply>> convert(CloudEvent<ConvertPayload> event) {
        return reply(Operation.CONVERT, event, volumes::convert);
    }

    private static <P extends Payload<?>, R extends Reply> Uni<CloudEvent<R>> reply(
            Operation operation, CloudEvent<P> event, Function<P, Uni<R>> function) {
        P payload = event.data();
        String type = operation.replyType();
        return function.apply(payload)
                .map(reply -> CloudEventBuilder.create()
                        .id(EventRequest.replyId(event.source(), event.id(), type))
                        .source(Operation.SOURCE)
                        .type(type)
                        .subject(payload.subject().orElseGet(reply::subject))
                        .build(reply));
    }
}
