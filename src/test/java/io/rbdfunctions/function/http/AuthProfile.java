package io.rbdfunctions.function.http;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Like {@link WireProfile}, with authentication, and with all log lines in a file. */
public final class AuthProfile implements QuarkusTestProfile {
    private static final LogFile LOG = LogFile.named("auth.log");

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(ScriptedOperations.class, PassingTargets.class);
    }

    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> settings = new HashMap<>(LOG.settings());
        settings.put("rbd-functions.auth", "rbac");
        settings.put("rbd-functions.events.auth", "rbac");
        return settings;
    }

    static String log() throws IOException {
        return LOG.read();
    }
}
