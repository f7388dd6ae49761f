package io.rbdfunctions.function.payload;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/** The whole application, except that commands are recorded instead of run. */
public final class RecordingProfile implements QuarkusTestProfile {
    static final String KEY = "AQCanaryCanaryCanaryCanaryCanaryCanary==";

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(RecordingRunner.class);
    }

    @Override
    public Map<String, String> getConfigOverrides() {
        Path secrets = Path.of("target", "recording-secrets").toAbsolutePath();
        try {
            Path secret = Files.createDirectories(secrets.resolve("default").resolve("ceph-admin"));
            Files.writeString(secret.resolve("key"), KEY);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return Map.of(
                "rbd-functions.secrets.directory", secrets.toString(),
                "rbd-functions.rbd.engine", "cli",
                "rbd-functions.rbd.settle-time", "1ms",
                "quarkus.log.level", "WARN",
                "quarkus.log.category.\"io.rbdfunctions.audit\".level", "WARN",
                "quarkus.kubernetes-client.api-server-url", "http://127.0.0.1:1",
                "quarkus.kubernetes-client.request-retry-backoff-limit", "0");
    }
}
