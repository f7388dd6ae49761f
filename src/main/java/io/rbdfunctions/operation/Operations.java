package io.rbdfunctions.operation;

import io.quarkus.arc.All;
import io.rbdfunctions.kubernetes.ApiCache;
import io.rbdfunctions.operation.audit.OperationLog;
import io.rbdfunctions.operation.outcome.FailureClassifier;
import io.rbdfunctions.operation.outcome.Outcome;
import io.rbdfunctions.operation.request.VolumeAnswer;
import io.rbdfunctions.operation.request.VolumeOperation;
import io.rbdfunctions.operation.request.VolumeRequest;
import jakarta.inject.Singleton;
import java.lang.reflect.ParameterizedType;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Runs each request with the operation for its type, records the result and classifies failures. */
@Singleton
final class Operations implements VolumeOperations {
    private final Map<Class<?>, VolumeOperation<?, ?>> operations;
    private final OperationLog log;
    private final ApiCache cache;

    Operations(@All List<VolumeOperation<?, ?>> operations, OperationLog log, ApiCache cache) {
        this.operations = operations.stream().collect(Collectors.toMap(Operations::requestType, Function.identity()));
        this.log = log;
        this.cache = cache;
    }

    @Override
    public <A extends VolumeAnswer> Outcome<A> run(VolumeRequest<A> request) {
        VolumeOperation<VolumeRequest<A>, A> operation = operation(request);
        Outcome<A> outcome =
                log.record(request.verb(), request.subject(), () -> FailureClassifier.of(() -> operation.run(request)));
        if (outcome instanceof Outcome.Refused<A>) {
            // The cause may be a class or a Secret that has been corrected since it was cached.
            cache.clear();
        }
        return outcome;
    }

    /** The first type argument of {@link VolumeOperation}, the only interface of an operation. */
    private static Class<?> requestType(VolumeOperation<?, ?> operation) {
        var type = (ParameterizedType) operation.getClass().getGenericInterfaces()[0];
        return (Class<?>) type.getActualTypeArguments()[0];
    }

    @SuppressWarnings("unchecked") // keyed by the type of the request
    private <A extends VolumeAnswer> VolumeOperation<VolumeRequest<A>, A> operation(VolumeRequest<A> request) {
        VolumeOperation<?, ?> operation = operations.get(request.getClass());
        if (operation == null) {
            throw new IllegalArgumentException("no operation for " + request.getClass());
        }
        return (VolumeOperation<VolumeRequest<A>, A>) operation;
    }
}
