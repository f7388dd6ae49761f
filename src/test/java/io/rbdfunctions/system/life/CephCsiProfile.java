package io.rbdfunctions.system.life;

import io.quarkus.test.junit.QuarkusTestProfile;
import io.rbdfunctions.support.ceph.CephCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A function with the configuration of ceph-csi's clusters. */
public final class CephCsiProfile implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        Path file = Path.of("target", "ceph-csi-config.json");
        try {
            Files.writeString(
                    file,
                    "[{\"clusterID\":\"c1\",\"monitors\":[\"%s\"]}]"
                            .formatted(CephCluster.shared().monitors()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return Map.of("rbd-functions.csi.cluster-config-file", file.toString());
    }
}
