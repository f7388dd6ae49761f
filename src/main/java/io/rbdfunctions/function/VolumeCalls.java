package io.rbdfunctions.function;

import io.rbdfunctions.function.http.RequestExecutor;
import io.rbdfunctions.function.payload.ConvertPayload;
import io.rbdfunctions.function.payload.DeletePayload;
import io.rbdfunctions.function.payload.ExpandPayload;
import io.rbdfunctions.function.payload.InfoPayload;
import io.rbdfunctions.function.payload.ListPayload;
import io.rbdfunctions.function.payload.Payload;
import io.rbdfunctions.function.payload.PayloadReader;
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
import io.rbdfunctions.function.reply.RestoreReply;
import io.rbdfunctions.operation.outcome.Outcome;
import io.rbdfunctions.operation.policy.PolicyCheckedOperations;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.function.Function;

/** The operations from payload to reply, however the payload came and the reply goes. */
@Singleton
final class VolumeCalls {
    private final PolicyCheckedOperations operations;
    private final PayloadReader payloads;
    private final RequestExecutor requestExecutor;

    VolumeCalls(PolicyCheckedOperations operations, PayloadReader payloads, RequestExecutor requestExecutor) {
        this.operations = operations;
        this.payloads = payloads;
        this.requestExecutor = requestExecutor;
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
        return requestExecutor.call(() -> work.apply(request)).map(reply);
    }
}
