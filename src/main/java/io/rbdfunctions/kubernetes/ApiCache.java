package io.rbdfunctions.kubernetes;

import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.rbdfunctions.volume.ObjectKey;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.ceph.CephCredentials;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;

/**
 * Caches StorageClasses, Ceph keys and annotations of namespaces, so that a burst of claims reads each of them once. It is
 * cleared when a request is refused: the cause may have been fixed since it was read.
 */
@Singleton
public final class ApiCache {
    private static final int LIMIT = 256;

    private final ExpiringCache<ObjectName, StorageClass> storageClasses;
    private final ExpiringCache<ObjectKey, CephCredentials> credentials;
    private final ExpiringCache<ObjectName, Map<String, String>> annotations;

    @Inject
    ApiCache(ApiConfig config) {
        this(config.cacheTtl());
    }

    /**
     * Creates an empty cache.
     *
     * @param ttl zero to cache nothing
     */
    public ApiCache(Duration ttl) {
        storageClasses = new ExpiringCache<>(ttl, LIMIT, System::nanoTime);
        credentials = new ExpiringCache<>(ttl, LIMIT, System::nanoTime);
        annotations = new ExpiringCache<>(ttl, LIMIT, System::nanoTime);
    }

    ExpiringCache<ObjectName, StorageClass> storageClasses() {
        return storageClasses;
    }

    public ExpiringCache<ObjectKey, CephCredentials> credentials() {
        return credentials;
    }

    ExpiringCache<ObjectName, Map<String, String>> annotations() {
        return annotations;
    }

    public void clear() {
        storageClasses.clear();
        credentials.clear();
        annotations.clear();
    }
}
