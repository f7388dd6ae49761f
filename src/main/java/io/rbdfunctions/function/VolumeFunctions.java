package io.rbdfunctions.function;

import io.quarkus.funqy.Funq;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.rbdfunctions.function.http.RequestAttributes;
import io.rbdfunctions.function.http.RequestExecutor;
import io.rbdfunctions.function.payload.CheckedPayload;
import io.rbdfunctions.function.reply.CheckReply;
import io.rbdfunctions.function.reply.ConvertReply;
import io.rbdfunctions.function.reply.DeleteReply;
import io.rbdfunctions.function.reply.ExpandReply;
import io.rbdfunctions.function.reply.InfoReply;
import io.rbdfunctions.function.reply.ListReply;
import io.rbdfunctions.function.reply.ProvisionReply;
import io.rbdfunctions.function.reply.PurgeReply;
import io.rbdfunctions.function.reply.RepairReply;
import io.rbdfunctions.function.reply.RestoreReply;
import io.rbdfunctions.function.reply.RollbackReply;
import io.rbdfunctions.function.reply.SnapshotReply;
import io.rbdfunctions.function.reply.TakeoverReply;
import io.rbdfunctions.operation.check.CheckRequest;
import io.rbdfunctions.operation.clone.call.CloneRequest;
import io.rbdfunctions.operation.convert.ConvertRequest;
import io.rbdfunctions.operation.delete.DeleteRequest;
import io.rbdfunctions.operation.expand.ExpandRequest;
import io.rbdfunctions.operation.inspect.InspectRequest;
import io.rbdfunctions.operation.inspect.ListRequest;
import io.rbdfunctions.operation.policy.PolicyCheckedOperations;
import io.rbdfunctions.operation.provision.ProvisionRequest;
import io.rbdfunctions.operation.repair.RepairRequest;
import io.rbdfunctions.operation.request.VolumeAnswer;
import io.rbdfunctions.operation.request.VolumeRequest;
import io.rbdfunctions.operation.rollback.RollbackRequest;
import io.rbdfunctions.operation.snapshot.call.DeleteSnapshotRequest;
import io.rbdfunctions.operation.snapshot.call.TakeSnapshotRequest;
import io.rbdfunctions.operation.snapshot.inspect.InspectSnapshotRequest;
import io.rbdfunctions.operation.snapshot.inspect.ListSnapshotsRequest;
import io.rbdfunctions.operation.trash.PurgeRequest;
import io.rbdfunctions.operation.trash.RestoreRequest;
import io.rbdfunctions.takeover.TakeoverRequest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The functions for plain JSON: {@code POST /provision} and so on. */
@Singleton
public final class VolumeFunctions {
    private final PolicyCheckedOperations operations;
    private final RequestExecutor requestExecutor;
    private final CurrentVertxRequest currentRequest;

    VolumeFunctions(
            PolicyCheckedOperations operations, RequestExecutor requestExecutor, CurrentVertxRequest currentRequest) {
        this.operations = operations;
        this.requestExecutor = requestExecutor;
        this.currentRequest = currentRequest;
    }

    @Funq
    public Uni<ProvisionReply> provision(IgnoredBody body) {
        List<String> warnings = payload().warnings();
        return run(ProvisionRequest.class, provisioned -> ProvisionReply.of(provisioned, warnings));
    }

    @Funq
    public Uni<ExpandReply> expand(IgnoredBody body) {
        List<String> warnings = payload().warnings();
        return run(ExpandRequest.class, expanded -> ExpandReply.of(expanded, warnings));
    }

    @Funq
    public Uni<DeleteReply> delete(IgnoredBody body) {
        return isFor(DeleteSnapshotRequest.class)
                ? run(DeleteSnapshotRequest.class, DeleteReply::of)
                : run(DeleteRequest.class, DeleteReply::of);
    }

    @Funq
    public Uni<InfoReply> info(IgnoredBody body) {
        return isFor(InspectSnapshotRequest.class)
                ? run(InspectSnapshotRequest.class, InfoReply::of)
                : run(InspectRequest.class, InfoReply::of);
    }

    @Funq
    public Uni<ListReply> list(IgnoredBody body) {
        return isFor(ListSnapshotsRequest.class)
                ? run(ListSnapshotsRequest.class, ListReply::of)
                : run(ListRequest.class, ListReply::of);
    }

    @Funq
    public Uni<RestoreReply> restore(IgnoredBody body) {
        return isFor(CloneRequest.class)
                ? run(CloneRequest.class, RestoreReply::of)
                : run(RestoreRequest.class, RestoreReply::of);
    }

    @Funq
    public Uni<PurgeReply> purge(IgnoredBody body) {
        return run(PurgeRequest.class, PurgeReply::of);
    }

    @Funq
    public Uni<SnapshotReply> snapshot(IgnoredBody body) {
        return run(TakeSnapshotRequest.class, SnapshotReply::of);
    }

    @Funq
    public Uni<ProvisionReply> clone(IgnoredBody body) {
        List<String> warnings = payload().warnings();
        return run(CloneRequest.class, cloned -> ProvisionReply.of(cloned, warnings));
    }

    @Funq
    public Uni<RollbackReply> rollback(IgnoredBody body) {
        return run(RollbackRequest.class, RollbackReply::of);
    }

    @Funq
    public Uni<ConvertReply> convert(IgnoredBody body) {
        return run(ConvertRequest.class, ConvertReply::of);
    }

    @Funq
    public Uni<RepairReply> repair(IgnoredBody body) {
        return run(RepairRequest.class, RepairReply::of);
    }

    @Funq
    public Uni<CheckReply> check(IgnoredBody body) {
        return run(CheckRequest.class, CheckReply::of);
    }

    @Funq
    public Uni<TakeoverReply> takeover(IgnoredBody body) {
        return run(TakeoverRequest.class, TakeoverReply::of);
    }

    /** The claim or the image that the current request names. */
    Optional<String> subject() {
        return Optional.ofNullable(payload().subject());
    }

    private boolean isFor(Class<? extends VolumeRequest<?>> type) {
        return type.isInstance(payload().request());
    }

    private <Q extends VolumeRequest<A>, A extends VolumeAnswer, R> Uni<R> run(Class<Q> type, Function<A, R> reply) {
        Q request = payload().request(type);
        return requestExecutor.call(() -> operations.run(request)).map(reply);
    }

    /** The payload of the current request, a call or an event, which the gate has checked. */
    private CheckedPayload payload() {
        return RequestAttributes.payload(currentRequest.getCurrent()).orElseThrow();
    }
}
