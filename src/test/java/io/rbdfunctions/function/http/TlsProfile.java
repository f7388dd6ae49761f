package io.rbdfunctions.function.http;

import io.quarkus.test.junit.QuarkusTestProfile;
import io.rbdfunctions.function.review.ValidateProfile;
import io.rbdfunctions.support.ceph.LoopbackPorts;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Configured like the webhook's Deployment: with HTTPS, and for reviews only. */
public final class TlsProfile implements QuarkusTestProfile {
    static final Path DIRECTORY = Path.of("target", "tls").toAbsolutePath();

    @Override
    public Map<String, String> getConfigOverrides() {
        TestCertificate.make().install(DIRECTORY);
        Map<String, String> settings = new HashMap<>(new ValidateProfile().getConfigOverrides());
        settings.put("quarkus.http.test-ssl-port", Integer.toString(LoopbackPorts.free()));
        settings.put(
                "quarkus.tls.key-store.pem.0.cert", DIRECTORY.resolve("tls.crt").toString());
        settings.put(
                "quarkus.tls.key-store.pem.0.key", DIRECTORY.resolve("tls.key").toString());
        settings.put("quarkus.tls.reload-period", "1s");
        settings.put("rbd-functions.http.paths", "/validate");
        return settings;
    }
}
