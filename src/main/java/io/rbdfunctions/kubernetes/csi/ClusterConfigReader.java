package io.rbdfunctions.kubernetes.csi;

import io.rbdfunctions.kubernetes.ApiCache;
import io.rbdfunctions.kubernetes.ApiException;
import io.rbdfunctions.volume.ObjectKey;
import io.rbdfunctions.volume.validation.InvalidValueException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Reads the configuration of ceph-csi, so that monitors that were replaced there are noticed. */
@Singleton
public record ClusterConfigReader(ClusterConfig config, ApiCache cache) {
    /** The keys of ceph-csi and of Rook. */
    private static final List<String> KEYS = List.of("config.json", "csi-cluster-config-json");

    private static final long MAX_FILE_SIZE = 1 << 20;

    /**
     * Reads all clusters; empty if no configuration is named.
     *
     * @throws InvalidValueException if the configuration is missing or cannot be used
     * @throws ApiException if the API server fails
     */
    public Optional<CephClusters> read() {
        return config.clusterConfigFile()
                .map(ClusterConfigReader::file)
                .or(() -> config.clusterConfig().map(this::configMap));
    }

    private static CephClusters file(Path file) {
        String source = "file " + file.getFileName();
        try {
            if (Files.size(file) > MAX_FILE_SIZE) {
                throw new InvalidValueException(source + " is longer than 1 MiB");
            }
            return CephClusters.parse(source, Files.readString(file, StandardCharsets.UTF_8));
        } catch (IOException _) {
            throw new InvalidValueException(source + " of rbd-functions.csi.cluster-config-file cannot be read");
        }
    }

    private CephClusters configMap(String name) {
        ObjectKey key = key(name);
        String source = "ConfigMap " + key;
        Map<String, String> data = data(key)
                .orElseThrow(() -> new InvalidValueException(
                        "%s of rbd-functions.csi.cluster-config not found".formatted(source)));
        return KEYS.stream()
                .map(data::get)
                .filter(Objects::nonNull)
                .findFirst()
                .map(text -> CephClusters.parse(source, text))
                .orElseThrow(() ->
                        new InvalidValueException("%s has no entry %s".formatted(source, String.join(" or ", KEYS))));
    }

    private Optional<Map<String, String>> data(ObjectKey key) {
        try {
            return cache.configMap(key);
        } catch (ApiException failure) {
            if (failure.isForbidden()) {
                // The API server works, only the RBAC rules of this ConfigMap are missing.
                throw new InvalidValueException(
                        "reading ConfigMap %s is forbidden: grant get on it to the service account".formatted(key));
            }
            throw failure;
        }
    }

    private static ObjectKey key(String name) {
        String[] parts = name.split("/", -1);
        if (parts.length != 2) {
            throw new InvalidValueException("rbd-functions.csi.cluster-config is not namespace/name");
        }
        return ObjectKey.of(parts[0], parts[1]);
    }
}
