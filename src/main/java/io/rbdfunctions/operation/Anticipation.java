package io.rbdfunctions.operation;

import io.rbdfunctions.kubernetes.StorageClasses;
import io.rbdfunctions.rbd.RbdImages;
import io.rbdfunctions.volume.ClusterParameters;
import io.rbdfunctions.volume.ParameterReader;
import io.rbdfunctions.volume.Violations;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Objects;
import org.jboss.logging.Logger;

/**
 * Does beforehand what a first request would wait for: whoever wakes us has one at hand. Reads our classes and their
 * keys, which are remembered for a while, and begins to connect to their clusters. What fails is left to the request that
 * needs it.
 */
@Singleton
public final class Anticipation {
    private static final Logger LOG = Logger.getLogger(Anticipation.class);
    private static final int CLASSES = 4;

    private final StorageClasses classes;
    private final Sessions sessions;
    private final RbdImages images;
    private final OperationConfig config;

    Anticipation(StorageClasses classes, Sessions sessions, RbdImages images, OperationConfig config) {
        this.classes = classes;
        this.sessions = sessions;
        this.images = images;
        this.config = config;
    }

    /** Takes as long as the API server lets it wait; to be run beside the application's start. */
    public void run() {
        if (!config.anticipate()) {
            return;
        }
        try {
            Outcome<Integer> ended = Endings.of(this::prepare);
            LOG.debugf("anticipated: %s", ended);
        } catch (TryAgainException failure) {
            LOG.debugf("nothing was anticipated: %s", failure.getMessage());
        }
    }

    private int prepare() {
        var ours = classes.of(config.provisioner()).stream().limit(CLASSES).toList();
        ours.forEach(found -> connect(Objects.requireNonNullElse(found.getParameters(), Map.of())));
        return ours.size();
    }

    private void connect(Map<String, String> parameters) {
        ClusterParameters cluster = ParameterReader.readCluster(parameters, new Violations());
        if (cluster != null) {
            images.prepare(sessions.open(cluster).session());
        }
    }
}
