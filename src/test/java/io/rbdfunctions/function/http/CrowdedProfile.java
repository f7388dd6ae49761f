package io.rbdfunctions.function.http;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;
import java.util.Set;

/** Like {@link WireProfile}, with a limit of concurrent requests that a test can reach. */
public final class CrowdedProfile implements QuarkusTestProfile {
    static final int LIMIT = 300;

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(ScriptedOperations.class);
    }

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("rbd-functions.http.in-flight", Integer.toString(LIMIT));
    }
}
