package io.rbdfunctions.startup;

import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.rbdfunctions.kubernetes.ApiCache;
import io.rbdfunctions.operation.image.PoolSession;
import io.rbdfunctions.operation.image.PoolSessions;
import io.rbdfunctions.operation.outcome.FailureClassifier;
import io.rbdfunctions.operation.outcome.TryAgainException;
import io.rbdfunctions.operation.storageclass.ClassSource;
import io.rbdfunctions.operation.storageclass.ProvisionerConfig;
import io.rbdfunctions.rbd.EngineConnections;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Fills the caches that the first request needs: a function starts because a request is waiting. Reads the storage classes
 * of this provisioner and their Secrets, and starts to connect to their Ceph clusters. Ignores failures: the request that
 * needs a value reads it again and reports the error.
 */
@Singleton
final class StartupPrefetch {
    private static final Logger LOG = Logger.getLogger(StartupPrefetch.class);
    private static final int MAX_CLASSES = 4;

    private final ApiCache cache;
    private final PoolSessions sessions;
    private final EngineConnections connections;
    private final ProvisionerConfig config;

    StartupPrefetch(ApiCache cache, PoolSessions sessions, EngineConnections connections, ProvisionerConfig config) {
        this.cache = cache;
        this.sessions = sessions;
        this.connections = connections;
        this.config = config;
    }

    /** Blocks until the API server has answered or timed out; to be run in a background thread. */
    void run() {
        ignoreFailure(() -> {
            List<StorageClass> found = cache.storageClasses(config.provisioner());
            found.stream().limit(MAX_CLASSES).forEach(each -> ignoreFailure(() -> connect(each)));
            return found.size();
        });
    }

    private static void ignoreFailure(Supplier<?> task) {
        try {
            LOG.debugf("prefetched: %s", FailureClassifier.of(task));
        } catch (TryAgainException failure) {
            LOG.debugf("not prefetched: %s", failure.getMessage());
        }
    }

    private PoolSession connect(StorageClass storageClass) {
        Map<String, String> parameters = Objects.requireNonNullElse(storageClass.getParameters(), Map.of());
        PoolSession session = sessions.find(new ClassSource.Given(parameters));
        connections.prepare(session.rbd());
        return session;
    }
}
