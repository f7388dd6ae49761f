package io.rbdfunctions.system.life;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** The application that asks who is there, and soon asks again. */
public final class CallersProfile implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "rbd-functions.auth", "rbac",
                "rbd-functions.events.auth", "rbac",
                "rbd-functions.auth.cache-ttl", "1s");
    }
}
