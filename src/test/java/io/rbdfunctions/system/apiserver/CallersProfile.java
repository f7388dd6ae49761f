package io.rbdfunctions.system.apiserver;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** Authenticates callers and caches the results for one second. */
public final class CallersProfile implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "rbd-functions.auth", "rbac",
                "rbd-functions.events.auth", "rbac",
                "rbd-functions.auth.cache-ttl", "1s");
    }
}
