package io.rbdfunctions.function;

import io.rbdfunctions.function.http.RequestExecutor;
import io.rbdfunctions.function.payload.Payload;
import io.rbdfunctions.function.payload.PayloadReader;
import io.rbdfunctions.operation.policy.PolicyCheckedOperations;
import io.rbdfunctions.operation.request.VolumeAnswer;
import io.rbdfunctions.operation.request.VolumeRequest;
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

    <A extends VolumeAnswer, R> Uni<R> run(Payload<? extends VolumeRequest<A>> payload, Function<A, R> reply) {
        VolumeRequest<A> request = payloads.request(payload);
        return requestExecutor.call(() -> operations.run(request)).map(reply);
    }
}
