package io.rbdfunctions.system.apiserver;

import io.quarkus.test.junit.QuarkusTestProfile;
import io.rbdfunctions.function.http.TestCertificate;
import io.rbdfunctions.support.ceph.LoopbackPorts;
import java.nio.file.Path;
import java.util.Map;

/** Serves the application over HTTPS, which the API server requires of a webhook. */
public final class AdmissionProfile implements QuarkusTestProfile {
    static final Path DIRECTORY = Path.of("target", "life-tls").toAbsolutePath();

    @Override
    public Map<String, String> getConfigOverrides() {
        TestCertificate.make().install(DIRECTORY);
        return Map.of(
                "quarkus.http.test-ssl-port", Integer.toString(LoopbackPorts.free()),
                "quarkus.tls.key-store.pem.0.cert", DIRECTORY.resolve("tls.crt").toString(),
                "quarkus.tls.key-store.pem.0.key", DIRECTORY.resolve("tls.key").toString());
    }
}
