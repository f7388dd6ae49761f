package io.rbdfunctions.function;

import io.quarkus.funqy.Funq;
import io.rbdfunctions.function.reply.ConvertReply;
import io.rbdfunctions.function.reply.DeleteReply;
import io.rbdfunctions.function.reply.ExpandReply;
import io.rbdfunctions.function.reply.InfoReply;
import io.rbdfunctions.function.reply.ListReply;
import io.rbdfunctions.function.reply.ProvisionReply;
import io.rbdfunctions.function.reply.PurgeReply;
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

/** The functions for plain JSON: {@code POST /provision} and so on. */
@Singleton
public final class VolumeFunctions {
    private final VolumeCalls volumeCalls;

    VolumeFunctions(VolumeCalls volumeCalls) {
        this.volumeCalls = volumeCalls;
    }

    @Funq
    public Uni<ProvisionReply> provision(IgnoredBody body) {
        return volumeCalls.run(ProvisionRequest.class, ProvisionReply::of);
    }

    @Funq
    public Uni<ExpandReply> expand(IgnoredBody body) {
        return volumeCalls.run(ExpandRequest.class, ExpandReply::of);
    }

    @Funq
    public Uni<DeleteReply> delete(IgnoredBody body) {
        return volumeCalls.run(DeleteRequest.class, DeleteReply::of);
    }

    @Funq
    public Uni<InfoReply> info(IgnoredBody body) {
        return volumeCalls.run(InspectRequest.class, InfoReply::of);
    }

    @Funq
    public Uni<ListReply> list(IgnoredBody body) {
        return volumeCalls.run(ListRequest.class, ListReply::of);
    }

    @Funq
    public Uni<RestoreReply> restore(IgnoredBody body) {
        return volumeCalls.run(RestoreRequest.class, RestoreReply::of);
    }

    @Funq
    public Uni<PurgeReply> purge(IgnoredBody body) {
        return volumeCalls.run(PurgeRequest.class, PurgeReply::of);
    }

    @Funq
    public Uni<ConvertReply> convert(IgnoredBody body) {
        return volumeCalls.run(ConvertRequest.class, ConvertReply::of);
    }
}
