package io.rbdfunctions.system.e2e;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** The default policy for direct calls, with one allowed pool. */
public final class DirectPolicyProfile implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "rbd-functions.policy.images", "ours",
                "rbd-functions.policy.check-volumes", "true",
                "rbd-functions.policy.pools", "${ceph.test.pool}");
    }
}
