package io.rbdfunctions.kubernetes.csi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rbdfunctions.volume.ceph.ClusterId;
import io.rbdfunctions.volume.ceph.Monitors;
import io.rbdfunctions.volume.ceph.RadosNamespace;
import io.rbdfunctions.volume.validation.InvalidValueException;
import java.util.List;
import java.util.Optional;

/**
 * The clusters of ceph-csi's configuration. An entry is read when it is asked for, so that an invalid one affects only its own
 * cluster. Unknown fields are ignored.
 *
 * @param source where the configuration comes from, for messages
 */
public record CephClusters(String source, JsonNode entries) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CLUSTER_ID = "clusterID";

    /** @throws InvalidValueException if the text is not a JSON array */
    static CephClusters parse(String source, String text) {
        try {
            JsonNode entries = JSON.readTree(text);
            if (entries.isArray()) {
                return new CephClusters(source, entries);
            }
        } catch (JsonProcessingException _) {
            // As any other text that is not an array.
        }
        throw new InvalidValueException(
                "%s is no JSON array of clusters as ceph-csi and Rook write it".formatted(source));
    }

    /**
     * Finds a cluster.
     *
     * @throws InvalidValueException if its entry names no monitors, or invalid values
     */
    public Optional<CephCluster> find(ClusterId id) {
        return entries.valueStream()
                .filter(entry -> entry.path(CLUSTER_ID).asText().equals(id.value()))
                .findFirst()
                .map(entry -> cluster(id, entry));
    }

    private CephCluster cluster(ClusterId id, JsonNode entry) {
        try {
            return new CephCluster(
                    new Monitors(entry.path("monitors")
                            .valueStream()
                            .map(JsonNode::asText)
                            .toList()),
                    new RadosNamespace(entry.path("rbd").path("radosNamespace").asText()));
        } catch (InvalidValueException invalid) {
            throw new InvalidValueException("clusterID \"%s\" in %s: %s".formatted(id, source, invalid.getMessage()));
        }
    }

    /** The {@code clusterID} of each entry. */
    public List<String> ids() {
        return entries.valueStream()
                .map(entry -> entry.path(CLUSTER_ID).asText())
                .sorted()
                .toList();
    }
}
