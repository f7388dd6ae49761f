package io.rbdfunctions.operation.image;

import io.rbdfunctions.operation.outcome.FailureClassifier;
import io.rbdfunctions.operation.outcome.Outcome;
import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.rbd.ImageStore;
import io.rbdfunctions.rbd.command.RbdCommandBuilder;
import io.rbdfunctions.volume.ceph.ImageName;
import io.rbdfunctions.volume.ceph.ImageRef;
import io.rbdfunctions.volume.ceph.PoolName;
import io.rbdfunctions.volume.parameters.ClassParameters;
import io.rbdfunctions.volume.parameters.ClusterParameters;
import jakarta.inject.Singleton;

/** Tries whether what a class names is there, and changes nothing. Both may throw {@code TryAgainException}. */
@Singleton
public final class ClassProbe {
    /** Of an image that is not there: to ask for it costs no more than to find its pool. */
    private static final ImageName NONE = new ImageName("rbd-functions-probe");

    private final CephSessions cephSessions;
    private final ImageStore store;

    public ClassProbe(CephSessions cephSessions, ImageStore store) {
        this.cephSessions = cephSessions;
        this.store = store;
    }

    /** Answers the admin's Secret when there is one, with a key in it. */
    public Outcome<ClusterParameters> secret(ClusterParameters cluster) {
        return FailureClassifier.of(() -> {
            cephSessions.open(cluster);
            return cluster;
        });
    }

    /** Answers the pool when the admin can look into it, and into that of the data; {@link Reason#NOT_FOUND} when not. */
    public Outcome<PoolName> pools(ClassParameters parameters) {
        return FailureClassifier.of(() -> {
            RbdCommandBuilder rbd = cephSessions.open(parameters.cluster());
            PoolName pool = parameters.cluster().pool();
            store.find(rbd, new ImageRef(pool, NONE));
            if (parameters.layout().dataPool() != null) {
                store.find(rbd, new ImageRef(parameters.layout().dataPool(), NONE));
            }
            return pool;
        });
    }
}
