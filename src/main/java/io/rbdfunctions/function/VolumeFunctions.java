package io.rbdfunctions.function;

import io.quarkus.funqy.Funq;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/** The functions for plain JSON: {@code POST /provision} and so on. */
@Singleton
public final class VolumeFunctions {
    private final Volumes volumes;

    VolumeFunctions(Volumes volumes) {
        this.volumes = volumes;
    }

    @Funq
    public Uni<ProvisionReply> provision(ProvisionPayload payload) {
        return volumes.provision(payload);
    }

    @Funq
    public Uni<ExpandReply> expand(ExpandPayload payload) {
        return volumes.expand(payload);
    }

    @Funq
    public Uni<DeleteReply> delete(DeletePayload payload) {
        return volumes.delete(payload);
    }

    @Funq
    public Uni<InfoReply> info(InfoPayload payload) {
        return volumes.info(payload);
    }

    @Funq
    public Uni<ListReply> list(ListPayload payload) {
        return volumes.list(payload);
    }

    @Funq
    public Uni<RestoreReply> restore(RestorePayload payload) {
        return volumes.restore(payload);
    }

    @Funq
    public Uni<PurgeReply> purge(PurgePayload payload) {
        return volumes.purge(payload);
    }

    @Funq
    public Uni<ConvertReply> convert(ConvertPayload payload) {
        return volumes.convert(payload);
    }
}
