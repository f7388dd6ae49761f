package io.rbdfunctions.function.http;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;
import java.util.Set;

/** As {@link WireProfile}, with room for a number of requests that a test can fill. */
public final class CrowdedProfile implements QuarkusTestProfile {
    static final int ROOM = 300;

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(ScriptedOperations.class);
    }

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("rbd-functions.http.in-flight", Integer.toString(ROOM));
    }
}
