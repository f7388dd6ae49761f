package io.rbdfunctions.operation.storageclass;

import io.rbdfunctions.volume.ReclaimPolicy;
import io.rbdfunctions.volume.placement.Topology;
import java.util.List;
import java.util.Map;

/**
 * What a class sets for its volumes.
 *
 * @param parameters not validated yet; completed by the configuration of the cluster
 * @param isConfigured whether the monitors come from the configuration of ceph-csi
 * @param allowedTopologies where its volumes may be; empty for everywhere
 */
public record ResolvedClass(
        Map<String, String> parameters,
        boolean isConfigured,
        RoundUp roundUp,
        ReclaimPolicy reclaimPolicy,
        List<String> mountOptions,
        List<Topology> allowedTopologies) {
    /** A class whose parameters are complete. */
    public ResolvedClass(Map<String, String> parameters, ReclaimPolicy reclaimPolicy, List<String> mountOptions) {
        this(parameters, false, RoundUp.MiB, reclaimPolicy, mountOptions, List.of());
    }

    /** The same class with other parameters. */
    public ResolvedClass with(Map<String, String> others) {
        return new ResolvedClass(others, isConfigured, roundUp, reclaimPolicy, mountOptions, allowedTopologies);
    }

    ResolvedClass allowedIn(List<Topology> topologies) {
        return new ResolvedClass(parameters, isConfigured, roundUp, reclaimPolicy, mountOptions, topologies);
    }
}
