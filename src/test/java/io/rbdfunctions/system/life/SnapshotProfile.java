package io.rbdfunctions.system.life;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** A function that takes snapshots, and needs events. */
public final class SnapshotProfile implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("rbd-functions.snapshots", "true");
    }
}
