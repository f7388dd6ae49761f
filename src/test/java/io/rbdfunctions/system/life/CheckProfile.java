package io.rbdfunctions.system.life;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;
import java.util.Set;

/** Ends soon if Ceph does not answer. */
public class CheckProfile implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("rbd-functions.rbd.operation-timeout", "2s", "rbd-functions.rbd.manager-tasks", "false");
    }

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(LaterClock.class);
    }

    /** The same with the {@code rbd} command. */
    public static final class ByCommand extends CheckProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "rbd-functions.rbd.operation-timeout",
                    "2s",
                    "rbd-functions.rbd.manager-tasks",
                    "false",
                    "rbd-functions.rbd.engine",
                    "cli");
        }
    }
}
