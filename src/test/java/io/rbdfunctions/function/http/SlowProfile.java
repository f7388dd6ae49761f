package io.rbdfunctions.function.http;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;
import java.util.Set;

/** Like {@link WireProfile}, with authentication, little memory for bodies and a short timeout. */
public final class SlowProfile implements QuarkusTestProfile {
    static final int MEBIBYTES = 4;

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(ScriptedOperations.class, PassingTargets.class);
    }

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "rbd-functions.auth", "rbac",
                "rbd-functions.events.auth", "rbac",
                "rbd-functions.http.body-memory", 2 * MEBIBYTES + "M",
                "rbd-functions.http.body-timeout", "2s");
    }
}
