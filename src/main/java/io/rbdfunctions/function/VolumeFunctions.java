package io.rbdfunctions.function;

import io.quarkus.funqy.Funq;
import io.rbdfunctions.function.payload.ConvertPayload;
import io.rbdfunctions.function.payload.DeletePayload;
import io.rbdfunctions.function.payload.ExpandPayload;
import io.rbdfunctions.function.payload.InfoPayload;
import io.rbdfunctions.function.payload.ListPayload;
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
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/** The functions for plain JSON: {@code POST /provision} and so on. */
@Singleton
public final class VolumeFunctions {
    private final VolumeCalls volumeCalls;

    VolumeFunctions(VolumeCalls volumeCalls) {
        this.volumeCalls = volumeCalls;
    }

    @Funq
    public Uni<ProvisionReply> provision(ProvisionPayload payload) {
        return volumeCalls.run(payload, ProvisionReply::of);
    }

    @Funq
    public Uni<ExpandReply> expand(ExpandPayload payload) {
        return volumeCalls.run(payload, ExpandReply::of);
    }

    @Funq
    public Uni<DeleteReply> delete(DeletePayload payload) {
        return volumeCalls.run(payload, DeleteReply::of);
    }

    @Funq
    public Uni<InfoReply> info(InfoPayload payload) {
        return volumeCalls.run(payload, InfoReply::of);
    }

    @Funq
    public Uni<ListReply> list(ListPayload payload) {
        return volumeCalls.run(payload, ListReply::of);
    }

    @Funq
    public Uni<RestoreReply> restore(RestorePayload payload) {
        return volumeCalls.run(payload, RestoreReply::of);
    }

    @Funq
    public Uni<PurgeReply> purge(PurgePayload payload) {
        return volumeCalls.run(payload, PurgeReply::of);
    }

    @Funq
    public Uni<ConvertReply> convert(ConvertPayload payload) {
        return volumeCalls.run(payload, ConvertReply::of);
    }
}
