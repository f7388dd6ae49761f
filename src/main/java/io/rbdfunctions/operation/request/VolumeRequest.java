package io.rbdfunctions.operation.request;

import io.rbdfunctions.operation.storageclass.ClassSource;
import org.jspecify.annotations.Nullable;

/**
 * A request for one operation. Each operation has its own request type, in the operation's package.
 *
 * @param <A> the answer to it
 */
public interface VolumeRequest<A extends VolumeAnswer> {
    /** The name of the operation in the audit log, in metrics and in traces, such as {@code provision}. */
    String verb();

    /** The class that leads to the cluster and the pool; null if only the volumes that the request names or finds lead there. */
    @Nullable ClassSource classSource();

    /** The objects that the request names. */
    default OperationSubject subject() {
        return OperationSubject.NOTHING;
    }
}
