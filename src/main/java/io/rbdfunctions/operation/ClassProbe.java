package io.rbdfunctions.operation;

import io.rbdfunctions.operation.Refusal.Reason;
import io.rbdfunctions.rbd.ImageStore;
import io.rbdfunctions.rbd.command.RbdCommandBuilder;
import io.rbdfunctions.volume.ClassParameters;
import io.rbdfunctions.volume.ClusterParameters;
import io.rbdfunctions.volume.ImageName;
import io.rbdfunctions.volume.ImageRef;
import io.rbdfunctions.volume.PoolName;
import jakarta.inject.Singleton;

/** Tries whether what a class names is there, and changes nothing. Both may throw {@link TryAgainException}. */
@Singleton
public final class ClassProbe {
    /** Of an image that is not there: to ask for it costs no more than to find its pool. */
    private static final ImageName NONE = new ImageName("rbd-functions-probe");

    private final Sessions sessions;
    private final ImageStore store;

    ClassProbe(Sessions sessions, ImageStore store) {
        this.sessions = sessions;
        this.store = store;
    }

    /** Answers the admin's Secret when there is one, with a key in it. */
    public Outcome<ClusterParameters> secret(ClusterParameters cluster) {
        return Endings.of(() -> {
            sessions.open(cluster);
            return cluster;
        });
    }

    /** Answers the pool when the admin can look into it, and into that of the data; {@link Reason#NOT_FOUND} when not. */
    public Outcome<PoolName> pools(ClassParameters parameters) {
        return Endings.of(() -> {
            RbdCommandBuilder rbd = sessions.open(parameters.cluster());
            PoolName pool = parameters.cluster().pool();
            store.find(rbd, new ImageRef(pool, NONE));
            if (parameters.layout().dataPool() != null) {
                store.find(rbd, new ImageRef(parameters.layout().dataPool(), NONE));
            }
            return pool;
        });
    }
}
