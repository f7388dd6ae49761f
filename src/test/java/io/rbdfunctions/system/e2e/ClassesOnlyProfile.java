package io.rbdfunctions.system.e2e;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** Restricts calls to one StorageClass and forbids parameters. */
public final class ClassesOnlyProfile implements QuarkusTestProfile {
    static final String ALLOWED = "allowed";

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("rbd-functions.policy.parameters", "forbidden", "rbd-functions.policy.classes", ALLOWED);
    }
}
