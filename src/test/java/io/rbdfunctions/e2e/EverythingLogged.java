package io.rbdfunctions.e2e;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Logs all there is, into a file. */
public final class EverythingLogged implements QuarkusTestProfile {
    private static final Path LOG = Path.of("target", "everything.log");

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "quarkus.log.category.\"io.rbdfunctions.audit\".use-parent-handlers", "true",
                "rbd-functions.rbd.engine", "cli",
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
