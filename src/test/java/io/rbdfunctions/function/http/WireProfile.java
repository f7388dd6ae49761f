package io.rbdfunctions.function.http;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;
import java.util.Set;

/** The application with {@link ScriptedOperations}, to test only HTTP. */
public final class WireProfile implements QuarkusTestProfile {
    static final int IN_FLIGHT = 300;

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(ScriptedOperations.class, PassingTargets.class);
    }

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("rbd-functions.http.in-flight", Integer.toString(IN_FLIGHT));
    }
}
