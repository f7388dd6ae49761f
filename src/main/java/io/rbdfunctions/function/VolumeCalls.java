package io.rbdfunctions.function;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.rbdfunctions.function.http.RequestAttributes;
import io.rbdfunctions.function.http.RequestExecutor;
import io.rbdfunctions.function.payload.CheckedPayload;
import io.rbdfunctions.operation.policy.PolicyCheckedOperations;
import io.rbdfunctions.operation.request.VolumeAnswer;
import io.rbdfunctions.operation.request.VolumeRequest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.Function;

/** Runs the operation that the current HTTP request or event requests. */
@Singleton
final class VolumeCalls {
    private final PolicyCheckedOperations operations;
    private final RequestExecutor requestExecutor;
    private final CurrentVertxRequest currentRequest;

    VolumeCalls(
            PolicyCheckedOperations operations, RequestExecutor requestExecutor, CurrentVertxRequest currentRequest) {
        this.operations = operations;
        this.requestExecutor = requestExecutor;
        this.currentRequest = currentRequest;
    }

    /**
     * @param type the type of the request, which the gate built from the body
     * @param reply converts the answer of the operation
     */
    <Q extends VolumeRequest<A>, A extends VolumeAnswer, R> Uni<R> run(Class<Q> type, Function<A, R> reply) {
        Q request = payload().request(type);
        return requestExecutor.call(() -> operations.run(request)).map(reply);
    }

    /** The claim or the image that the request names. */
    Optional<String> subject() {
        return Optional.ofNullable(payload().subject());
    }

    private CheckedPayload payload() {
        return RequestAttributes.payload(currentRequest.getCurrent()).orElseThrow();
    }
}
