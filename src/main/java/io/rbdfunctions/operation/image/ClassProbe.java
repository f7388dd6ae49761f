package io.rbdfunctions.operation.image;

import io.rbdfunctions.operation.outcome.FailureClassifier;
import io.rbdfunctions.operation.outcome.Outcome;
import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.rbd.ImageStore;
import io.rbdfunctions.volume.ceph.ImageName;
import io.rbdfunctions.volume.ceph.ImageRef;
import io.rbdfunctions.volume.ceph.PoolName;
import io.rbdfunctions.volume.parameters.ClassParameters;
import io.rbdfunctions.volume.parameters.ClusterParameters;
import jakarta.inject.Singleton;

/**
 * Checks, without changing anything, that the objects named by a class exist. The methods throw
 * {@code TryAgainException} if that cannot be determined now.
 */
@Singleton
public final class ClassProbe {
    /** An image that does not exist: opening it fails right after the pool has been opened. */
    private static final ImageName NO_IMAGE = new ImageName("rbd-functions-probe");

    private final PoolSessions sessions;
    private final ImageStore store;

    public ClassProbe(PoolSessions sessions, ImageStore store) {
        this.sessions = sessions;
        this.store = store;
    }

    /** Returns the pool if the admin's Secret exists and holds a key. */
    public Outcome<PoolName> checkSecret(ClusterParameters cluster) {
        return FailureClassifier.of(() -> sessions.open(cluster).pool());
    }

    /** Returns the pool if the admin can read it and the data pool; {@link Reason#NOT_FOUND} if one does not exist. */
    public Outcome<PoolName> checkPools(ClassParameters parameters) {
        return FailureClassifier.of(() -> {
            PoolSession session = sessions.open(parameters.cluster());
            store.find(session.rbd(), session.image(NO_IMAGE));
            if (parameters.layout().dataPool() != null) {
                store.find(session.rbd(), new ImageRef(parameters.layout().dataPool(), NO_IMAGE));
            }
            return session.pool();
        });
    }
}
