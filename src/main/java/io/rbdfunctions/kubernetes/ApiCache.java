package io.rbdfunctions.kubernetes;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.fabric8.kubernetes.api.model.storage.VolumeAttributesClass;
import io.fabric8.kubernetes.api.model.storage.VolumeAttributesClassBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.rbdfunctions.volume.ObjectKey;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.ceph.CephCredentials;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Cached reads of classes, Ceph keys, ConfigMaps and annotations of namespaces, so that a burst of claims reads each of them
 * once. The cache is cleared when a request is refused: the cause may have been fixed since it was read. Every read throws
 * {@link ApiException} if the API server fails.
 */
@Singleton
public final class ApiCache {
    private static final int LIMIT = 256;

    private final KubernetesClient client;
    private final ExpiringCache<ObjectName, StorageClass> storageClasses;
    private final ExpiringCache<ObjectName, VolumeAttributesClass> attributesClasses;
    private final ExpiringCache<ObjectKey, CephCredentials> credentials;
    private final ExpiringCache<ObjectName, Map<String, String>> annotations;
    private final ExpiringCache<ObjectKey, Map<String, String>> configMaps;

    ApiCache(KubernetesClient client, ApiConfig config) {
        this.client = client;
        Duration ttl = config.cacheTtl();
        storageClasses = new ExpiringCache<>(ttl, LIMIT, System::nanoTime);
        attributesClasses = new ExpiringCache<>(ttl, LIMIT, System::nanoTime);
        credentials = new ExpiringCache<>(ttl, LIMIT, System::nanoTime);
        annotations = new ExpiringCache<>(ttl, LIMIT, System::nanoTime);
        configMaps = new ExpiringCache<>(ttl, LIMIT, System::nanoTime);
    }

    /** Whether there is an API server to read from, be it reachable or not. */
    public boolean isServed() {
        return ApiCalls.isConfigured(client);
    }

    public Optional<StorageClass> storageClass(ObjectName name) {
        var one = client.storage().v1().storageClasses().withName(name.value());
        return storageClasses.get(name, () -> ApiCalls.find("get StorageClass " + name, one::get));
    }

    /**
     * Lists the classes of a provisioner and caches them. A concurrent {@link #storageClass} waits for the list: a call of
     * its own would need a second connection with another TLS handshake.
     */
    public List<StorageClass> storageClasses(String provisioner) {
        return storageClasses.loadAll(
                () -> ApiCalls.call(
                        "list StorageClasses",
                        () -> client.storage().v1().storageClasses().list().getItems().stream()
                                .filter(found -> provisioner.equals(found.getProvisioner()))
                                .toList()),
                found -> new ObjectName(found.getMetadata().getName()));
    }

    /** Empty, too, if the API server serves no such classes. From 1.31 to 1.33 it serves them as v1beta1, if at all. */
    public Optional<VolumeAttributesClass> attributesClass(ObjectName name) {
        var one = client.storage().v1().volumeAttributesClasses().withName(name.value());
        return attributesClasses.get(
                name,
                () -> ApiCalls.find("get VolumeAttributesClass " + name, one::get)
                        .or(() -> betaAttributesClass(name)));
    }

    private Optional<VolumeAttributesClass> betaAttributesClass(ObjectName name) {
        var one = client.resources(io.fabric8.kubernetes.api.model.storage.v1beta1.VolumeAttributesClass.class)
                .withName(name.value());
        return ApiCalls.find("get VolumeAttributesClass " + name, one::get).map(ApiCache::stable);
    }

    static VolumeAttributesClass stable(io.fabric8.kubernetes.api.model.storage.v1beta1.VolumeAttributesClass beta) {
        return new VolumeAttributesClassBuilder()
                .withMetadata(beta.getMetadata())
                .withDriverName(beta.getDriverName())
                .withParameters(beta.getParameters())
                .build();
    }

    public Optional<String> annotation(ObjectName namespace, String key) {
        var one = client.namespaces().withName(namespace.value());
        return annotations
                .get(
                        namespace,
                        () -> ApiCalls.find("get Namespace " + namespace, one::get)
                                .map(Namespace::getMetadata)
                                .map(ObjectMeta::getAnnotations))
                .map(found -> found.get(key));
    }

    /** The data of a ConfigMap. */
    public Optional<Map<String, String>> configMap(ObjectKey key) {
        var one = client.configMaps()
                .inNamespace(key.namespace().value())
                .withName(key.name().value());
        return configMaps.get(
                key, () -> ApiCalls.find("get ConfigMap " + key, one::get).map(ConfigMap::getData));
    }

    public CephCredentials credentials(ObjectKey secret, Supplier<CephCredentials> read) {
        return credentials.get(secret, () -> Optional.of(read.get())).orElseThrow();
    }

    public void clear() {
        storageClasses.clear();
        attributesClasses.clear();
        credentials.clear();
        annotations.clear();
        configMaps.clear();
    }
}
