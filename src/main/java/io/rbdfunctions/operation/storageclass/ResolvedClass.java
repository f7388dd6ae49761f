package io.rbdfunctions.operation.storageclass;

import io.rbdfunctions.volume.ReclaimPolicy;
import java.util.List;
import java.util.Map;

/**
 * What a class sets for its volumes.
 *
 * @param parameters not validated yet; completed by the configuration of the cluster
 * @param isConfigured whether the monitors come from the configuration of ceph-csi
 */
public record ResolvedClass(
        Map<String, String> parameters,
        boolean isConfigured,
        RoundUp roundUp,
        ReclaimPolicy reclaimPolicy,
        List<String> mountOptions) {
    /** A class whose parameters are complete. */
    public ResolvedClass(Map<String, String> parameters, ReclaimPolicy reclaimPolicy, List<String> mountOptions) {
        this(parameters, false, RoundUp.MiB, reclaimPolicy, mountOptions);
    }
}
