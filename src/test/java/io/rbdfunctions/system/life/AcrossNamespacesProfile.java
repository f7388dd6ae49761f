package io.rbdfunctions.system.life;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** A function that fills claims from sources in other namespaces. */
public final class AcrossNamespacesProfile implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("rbd-functions.snapshots", "true", "rbd-functions.clones.across-namespaces", "true");
    }
}
