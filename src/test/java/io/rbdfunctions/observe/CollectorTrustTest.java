package io.rbdfunctions.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.rbdfunctions.function.TestCertificate;
import io.rbdfunctions.operation.OperationWatch.Course;
import io.rbdfunctions.operation.Origin;
import io.rbdfunctions.operation.TraceParent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over TLS spans go to a collector whose authority is known, and to no other. */
class CollectorTrustTest {
    private static final TraceParent TRACE =
            new TraceParent("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7", true);

    private static final Path JDK = Path.of(System.getProperty("java.home"), "lib", "security", "cacerts");

    private final TestCertificate certificate = TestCertificate.make();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpsServer collector;

    @BeforeEach
    void collect() throws IOException {
        collector = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.setHttpsConfigurator(new HttpsConfigurator(certificate.server()));
        collector.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI().getPath());
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        collector.start();
    }

    @AfterEach
    void close() {
        collector.stop(0);
    }

    @Test
    void aCollectorIsSentSpansWhereItsAuthorityIsTold() {
        send(CollectorTrust.in(certificate.file()));

        assertThat(asked).contains("/v1/traces");
    }

    @Test
    void aCollectorOfAnotherAuthorityIsNot() {
        send(CollectorTrust.in(JDK));

        assertThat(asked).isEmpty();
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
    void aFileWithoutACertificateIsNamed(@TempDir Path directory) throws IOException {
        Path empty = Files.createFile(directory.resolve("ca.crt"));

        assertThatThrownBy(() -> CollectorTrust.in(empty))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("rbd-functions.tracing.authorities")
                .hasMessageContaining(empty.toString());
    }

    @Test
    void aFileThatIsNotThereIsNamed(@TempDir Path directory) {
        Path missing = directory.resolve("ca.crt");

        assertThatThrownBy(() -> CollectorTrust.in(missing))
                .hasMessageContaining("rbd-functions.tracing.authorities")
                .hasMessageContaining(missing.toString());
    }

    private void send(CollectorTrust trust) {
        URI address = URI.create("https://127.0.0.1:" + collector.getAddress().getPort());
        OtlpSpans spans = OtlpSpans.to(address, trust);
        Course course = spans.begin("provision", Origin.OURSELVES.within(TRACE));
        course.end(Endings.done("provision", course.origin()));
        spans.close();
    }
}
