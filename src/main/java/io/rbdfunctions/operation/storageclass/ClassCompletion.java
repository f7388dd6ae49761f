package io.rbdfunctions.operation.storageclass;

import io.rbdfunctions.kubernetes.csi.CephCluster;
import io.rbdfunctions.kubernetes.csi.CephClusters;
import io.rbdfunctions.kubernetes.csi.ClusterConfigReader;
import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.operation.outcome.RefusedException;
import io.rbdfunctions.volume.CsiDriver;
import io.rbdfunctions.volume.ReclaimPolicy;
import io.rbdfunctions.volume.ceph.ClusterId;
import io.rbdfunctions.volume.parameters.ParameterMap;
import io.rbdfunctions.volume.validation.InvalidValueException;
import io.rbdfunctions.volume.validation.Violations;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Adds to the parameters of a class what ceph-csi's configuration of its cluster says, and the name of the driver. */
@Singleton
public record ClassCompletion(ClusterConfigReader clusters, ProvisionerConfig config, CsiVolumeConfig volumes) {
    /** The parameters, and whether the configuration has the cluster. */
    private record Completed(Map<String, String> parameters, boolean isConfigured) {}

    private static final String CLUSTER_ID = "clusterID";
    private static final String MONITORS = "monitors";
    private static final String NAMESPACE = "radosNamespace";
    private static final String DRIVER = "csiDriver";

    /**
     * Completes the parameters. The monitors of the configuration take precedence, because nodes use them too.
     *
     * @throws RefusedException if the class leaves the monitors to the configuration and that does not know the cluster, or
     *     if both name another RADOS namespace
     */
    public ResolvedClass complete(
            Map<String, String> parameters, ReclaimPolicy reclaimPolicy, List<String> mountOptions) {
        Optional<String> clusterId = ParameterMap.get(parameters, CLUSTER_ID);
        if (clusterId.isEmpty()) {
            return new ResolvedClass(parameters, reclaimPolicy, mountOptions);
        }
        Completed completed = withCluster(withDriver(parameters), clusterId.get());
        return new ResolvedClass(
                completed.parameters(),
                completed.isConfigured(),
                volumes.roundUp(),
                reclaimPolicy,
                mountOptions,
                List.of());
    }

    /** Completes parameters of which only the cluster matters. */
    public Map<String, String> complete(Map<String, String> parameters) {
        return complete(parameters, ReclaimPolicy.DELETE, List.of()).parameters();
    }

    private Completed withCluster(Map<String, String> parameters, String clusterId) {
        ClusterId id = new Violations().read(CLUSTER_ID, clusterId, ClusterId::new);
        if (id == null) {
            // Reported with all other violations of the class.
            return new Completed(parameters, false);
        }
        try {
            return withCluster(parameters, id);
        } catch (InvalidValueException invalid) {
            throw new RefusedException(Reason.INVALID, String.valueOf(invalid.getMessage()));
        }
    }

    /** A provisioner with the name of a driver makes volumes for that driver. */
    private Map<String, String> withDriver(Map<String, String> parameters) {
        return CsiDriver.isOne(config.provisioner())
                        && ParameterMap.get(parameters, DRIVER).isEmpty()
                ? ParameterMap.with(parameters, DRIVER, config.provisioner())
                : parameters;
    }

    private Completed withCluster(Map<String, String> parameters, ClusterId id) {
        Optional<CephClusters> configured = clusters.read();
        if (configured.isEmpty()) {
            return new Completed(parameters, false);
        }
        Optional<CephCluster> cluster = configured.get().find(id);
        if (cluster.isEmpty()) {
            if (ParameterMap.get(parameters, MONITORS).isPresent()) {
                return new Completed(parameters, false);
            }
            throw new RefusedException(
                    Reason.NOT_FOUND,
                    "clusterID \"%s\" is not in %s, which has: %s; correct the class or add the cluster there"
                            .formatted(
                                    id,
                                    configured.get().source(),
                                    String.join(", ", configured.get().ids())));
        }
        return new Completed(with(cluster.get(), parameters, id), true);
    }

    private static Map<String, String> with(CephCluster cluster, Map<String, String> parameters, ClusterId id) {
        String namespace = cluster.namespace().value();
        Optional<String> given = ParameterMap.get(parameters, NAMESPACE);
        if (given.isPresent() && !given.get().equals(namespace)) {
            throw new RefusedException(
                    Reason.INVALID,
                    "radosNamespace \"%s\" is not \"%s\", which the configuration of clusterID \"%s\" has: nodes would look there"
                            .formatted(given.get(), namespace, id));
        }
        Map<String, String> completed =
                ParameterMap.with(parameters, MONITORS, cluster.monitors().joined());
        return namespace.isEmpty() ? completed : ParameterMap.with(completed, NAMESPACE, namespace);
    }
}
