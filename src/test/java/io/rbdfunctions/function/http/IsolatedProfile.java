package io.rbdfunctions.function.http;

import io.quarkus.test.junit.QuarkusTestProfile;
import io.rbdfunctions.support.ceph.LoopbackPorts;
import java.nio.file.Path;
import java.util.Map;

/** A webhook over TLS that has neither an API server nor the rbd program. */
public final class IsolatedProfile implements QuarkusTestProfile {
    static final Path DIRECTORY = Path.of("target", "tls").toAbsolutePath();

    @Override
    public Map<String, String> getConfigOverrides() {
        TestCertificate.make().install(DIRECTORY);
        return Map.of(
                "quarkus.http.test-ssl-port", Integer.toString(LoopbackPorts.free()),
                "quarkus.kubernetes-client.api-server-url", "http://127.0.0.1:1",
                "quarkus.kubernetes-client.request-retry-backoff-limit", "0",
                "quarkus.tls.key-store.pem.0.cert", DIRECTORY.resolve("tls.crt").toString(),
                "quarkus.tls.key-store.pem.0.key", DIRECTORY.resolve("tls.key").toString(),
                "quarkus.tls.reload-period", "1s",
                "rbd-functions.http.paths", "/validate",
                "rbd-functions.rbd.engine", "cli",
                "rbd-functions.rbd.program", "no-rbd-here");
    }
}
