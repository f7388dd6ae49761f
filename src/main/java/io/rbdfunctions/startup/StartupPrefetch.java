package io.rbdfunctions.startup;

import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.rbdfunctions.kubernetes.StorageClasses;
import io.rbdfunctions.operation.image.PoolSessions;
import io.rbdfunctions.operation.outcome.FailureClassifier;
import io.rbdfunctions.operation.outcome.TryAgainException;
import io.rbdfunctions.operation.storageclass.ProvisionerConfig;
import io.rbdfunctions.rbd.EngineConnections;
import io.rbdfunctions.volume.parameters.ClusterParameters;
import io.rbdfunctions.volume.parameters.ParameterReader;
import io.rbdfunctions.volume.validation.Violations;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Does beforehand what a first request would wait for: whoever wakes us has one at hand. Reads our classes and their
 * keys, which are remembered for a while, and begins to connect to their clusters. What fails is left to the request that
 * needs it.
 */
@Singleton
public final class StartupPrefetch {
    private static final Logger LOG = Logger.getLogger(StartupPrefetch.class);
    private static final int CLASSES = 4;

    private final StorageClasses classes;
    private final PoolSessions sessions;
    private final EngineConnections connections;
    private final ProvisionerConfig config;

    StartupPrefetch(
            StorageClasses classes, PoolSessions sessions, EngineConnections connections, ProvisionerConfig config) {
        this.classes = classes;
        this.sessions = sessions;
        this.connections = connections;
        this.config = config;
    }

    /** Takes as long as the API server lets it wait; to be run beside the application's start. */
    public void run() {
        quietly(() -> {
            List<StorageClass> ours = classes.of(config.provisioner());
            ours.stream().limit(CLASSES).forEach(found -> quietly(() -> connect(found)));
            return ours.size();
        });
    }

    /** Whoever needs what could not be had will tell what is wrong with it. */
    private static void quietly(Supplier<?> work) {
        try {
            LOG.debugf("anticipated: %s", FailureClassifier.of(work));
        } catch (TryAgainException failure) {
            LOG.debugf("not anticipated: %s", failure.getMessage());
        }
    }

    private Optional<ClusterParameters> connect(StorageClass found) {
        Map<String, String> parameters = Objects.requireNonNullElse(found.getParameters(), Map.of());
        Optional<ClusterParameters> cluster =
                Optional.ofNullable(ParameterReader.readCluster(parameters, new Violations()));
        cluster.ifPresent(sound -> connections.prepare(sessions.open(sound).rbd().session()));
        return cluster;
    }
}
