package io.rbdfunctions.kubernetes;

import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.rbdfunctions.volume.ObjectKey;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.ceph.CephCredentials;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Classes, keys and annotations of namespaces that were read a moment ago, so that a burst of claims asks the API server
 * for them once.
 * Whose work was refused forgets them: what is wrong may have been mended since.
 */
@Singleton
public final class ApiCache {
    private static final int LIMIT = 256;

    private final ExpiringCache<ObjectName, StorageClass> classes;
    private final ExpiringCache<ObjectKey, CephCredentials> keys;
    private final ExpiringCache<ObjectName, Map<String, String>> annotations;

    @Inject
    ApiCache(ApiConfig config) {
        this(config.memory());
    }

    /** @param time zero to keep nothing */
    public ApiCache(Duration time) {
        classes = new ExpiringCache<>(time, LIMIT, System::nanoTime);
        keys = new ExpiringCache<>(time, LIMIT, System::nanoTime);
        annotations = new ExpiringCache<>(time, LIMIT, System::nanoTime);
    }

    Optional<StorageClass> storageClass(ObjectName name, Supplier<Optional<StorageClass>> ask) {
        return classes.get(name, ask);
    }

    /** All that {@code ask} is told are remembered. */
    List<StorageClass> storageClasses(Supplier<List<StorageClass>> ask) {
        return classes.whole(() -> {
            List<StorageClass> found = ask.get();
            found.forEach(each -> classes.put(new ObjectName(each.getMetadata().getName()), each));
            return found;
        });
    }

    public CephCredentials key(ObjectKey secret, Supplier<CephCredentials> ask) {
        return keys.get(secret, () -> Optional.of(ask.get())).orElseThrow();
    }

    Optional<Map<String, String>> annotations(ObjectName namespace, Supplier<Optional<Map<String, String>>> ask) {
        return annotations.get(namespace, ask);
    }

    public void forget() {
        classes.forget();
        keys.forget();
        annotations.forget();
    }
}
