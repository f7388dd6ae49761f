package io.rbdfunctions.system.life;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;
import java.util.Set;

/** A function that can stop at any effect and that does not retry on its own. */
public final class EffectLimitProfile implements QuarkusTestProfile {
    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(EffectLimitedEngine.class, EffectLimitedObjects.class);
    }

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "rbd-functions.reconcile.retry-queue-size",
                "0",
                "rbd-functions.rbd.settle-time",
                "100ms",
                "quarkus.kubernetes-client.request-retry-backoff-limit",
                "0",
                "quarkus.log.level",
                "ERROR",
                "quarkus.log.category.\"io.rbdfunctions.audit\".level",
                "ERROR");
    }
}
