package io.rbdfunctions.function;

import io.rbdfunctions.operation.Outcome;
import io.rbdfunctions.operation.direct.DirectOperations;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.function.Function;

/** The operations from payload to reply, however the payload came and the reply goes. */
@Singleton
final class Volumes {
    private final DirectOperations operations;
    private final PayloadReader payloads;
    private final Calls calls;

    Volumes(DirectOperations operations, PayloadReader payloads, Calls calls) {
        this.operations = operations;
        this.payloads = payloads;
        this.calls = calls;
    }

    Uni<ProvisionReply> provision(ProvisionPayload payload) {
        return answer(payload, operations::provision, ProvisionReply::of);
    }

    Uni<ExpandReply> expand(ExpandPayload payload) {
        return answer(payload, operations::expand, ExpandReply::of);
    }

    Uni<DeleteReply> delete(DeletePayload payload) {
        return answer(payload, operations::delete, DeleteReply::of);
    }

    Uni<InfoReply> info(InfoPayload payload) {
        return answer(payload, operations::inspect, InfoReply::of);
    }

    Uni<ListReply> list(ListPayload payload) {
        return answer(payload, operations::list, ListReply::of);
    }

    Uni<RestoreReply> restore(RestorePayload payload) {
        return answer(payload, operations::restore, RestoreReply::of);
    }

    Uni<PurgeReply> purge(PurgePayload payload) {
        return answer(payload, operations::purge, PurgeReply::of);
    }

    Uni<ConvertReply> convert(ConvertPayload payload) {
        return answer(payload, operations::convert, ConvertReply::of);
    }

    private <Q, A, R> Uni<R> answer(Payload<Q> payload, Function<Q, Outcome<A>> work, Function<A, R> reply) {
        Q request = payloads.request(payload);
        return calls.call(() -> work.apply(request)).map(reply);
    }
}
