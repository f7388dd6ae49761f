package io.rbdfunctions.function.review;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** The application without an API server. */
public final class ValidateProfile implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "quarkus.kubernetes-client.api-server-url", "http://127.0.0.1:1",
                "quarkus.kubernetes-client.request-retry-backoff-limit", "0");
    }
}
