package io.rbdfunctions.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rbdfunctions.function.http.TestCertificate;
import io.rbdfunctions.operation.audit.OperationListener.OperationScope;
import io.rbdfunctions.operation.audit.RequestContext;
import io.rbdfunctions.operation.audit.TraceParent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over TLS spans go to a collector whose authority is known, and to no other. */
class CollectorTrustTest {
    private static final TraceParent TRACE =
            new TraceParent("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7", true);

    private static final Path JDK = Path.of(System.getProperty("java.home"), "lib", "security", "cacerts");

    private final TestCertificate certificate = TestCertificate.make();

    @TempDir
    Path directory;

    @Test
    void aCollectorIsSentSpansWhereItsAuthorityIsTold() throws IOException {
        assertThat(sent(CollectorTrust.in(certificate.file()))).contains("/v1/traces");
    }

    @Test
    void aCollectorOfAnotherAuthorityIsNot() throws IOException {
        assertThat(sent(CollectorTrust.in(JDK))).isEmpty();
    }

    @Test
    void theJdksAuthoritiesAreReadAsTheyAre() throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init((KeyStore) null);
        X509TrustManager known = (X509TrustManager) factory.getTrustManagers()[0];

        assertThat(CollectorTrust.in(JDK).manager().getAcceptedIssuers())
                .hasSizeGreaterThan(50)
                .containsExactlyInAnyOrder(known.getAcceptedIssuers());
    }

    @Test
    void aFileWithoutACertificateIsNamed() throws IOException {
        Path empty = Files.createFile(directory.resolve("ca.crt"));

        assertThatThrownBy(() -> CollectorTrust.in(empty))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("rbd-functions.tracing.authorities")
                .hasMessageContaining(empty.toString());
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        Path missing = directory.resolve("ca.crt");

        assertThatThrownBy(() -> CollectorTrust.in(missing))
                .hasMessageContaining("rbd-functions.tracing.authorities")
                .hasMessageContaining(missing.toString());
    }

    private String sent(CollectorTrust trust) throws IOException {
        Path kept = directory.resolve("sent");
        try (TraceCollector collector = TraceCollector.into(kept, certificate.server())) {
            OtlpSpans spans = OtlpSpans.to(collector.endpoint(), trust);
            OperationScope scope = spans.begin("provision", RequestContext.OURSELVES.within(TRACE));
            scope.end(RecordedOperations.done("provision", scope.requestContext()));
            spans.close();
        }
        return Files.readString(kept, StandardCharsets.ISO_8859_1);
    }
}
