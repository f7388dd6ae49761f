package io.rbdfunctions.system.life;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** A function that watches, and soon gives a silent cluster up. */
public final class TwoClustersProfile implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "rbd-functions.watch", "true",
                "rbd-functions.rbd.connect-timeout", "3s",
                "rbd-functions.rbd.operation-timeout", "3s");
    }
}
