package io.rbdfunctions.system.life;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** A function that reads the clusters from the ConfigMap that the manifests permit it to read. */
public final class CephCsiProfile implements QuarkusTestProfile {
    static final String NAMESPACE = "kube-system";
    static final String NAME = "ceph-csi-config";

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("rbd-functions.csi.cluster-config", NAMESPACE + "/" + NAME);
    }
}
