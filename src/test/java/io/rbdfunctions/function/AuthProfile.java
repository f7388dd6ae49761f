package io.rbdfunctions.function;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/** As {@link WireProfile}, for callers who must say who they are; and all that is logged there is, in a file. */
public final class AuthProfile implements QuarkusTestProfile {
    private static final Path LOG = Path.of("target", "auth.log");

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(ScriptedOperations.class);
    }

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "rbd-functions.auth", "rbac",
                "rbd-functions.events.auth", "rbac",
                "quarkus.log.min-level", "TRACE",
                "quarkus.log.level", "TRACE",
                "quarkus.log.console.level", "WARN",
                "quarkus.log.file.enabled", "true",
                "quarkus.log.file.level", "TRACE",
                "quarkus.log.file.rotation.max-file-size", "1G",
                "quarkus.log.file.path", LOG.toString());
    }

    static String log() throws IOException {
        return Files.readString(LOG);
    }
}
