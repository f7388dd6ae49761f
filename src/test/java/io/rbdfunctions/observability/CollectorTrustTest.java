package io.rbdfunctions.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.rbdfunctions.function.http.TestCertificate;
import io.rbdfunctions.operation.audit.OperationListener.OperationScope;
import io.rbdfunctions.operation.audit.RequestContext;
import io.rbdfunctions.operation.audit.TraceParent;
import io.rbdfunctions.support.SecondLane;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which collectors with TLS receive spans. */
@SecondLane
class CollectorTrustTest {
    private static final TraceParent TRACE =
            new TraceParent("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7", true);

    private final TestCertificate certificate = TestCertificate.make();

    @TempDir
    Path directory;

    @Test
    void aCollectorWithATrustedCertificateReceivesSpans() throws IOException {
        assertReceived(certificate.file());
    }

    @Test
    void aCollectorWithAnotherCertificateReceivesNothing() throws IOException {
        assertThat(sent(Optional.of(TestCertificate.make().file()))).isEmpty();
    }

    @Test
    void theJvmsTrustStoreIsTheDefault() throws IOException {
        assertThat(sent(Optional.empty())).isEmpty();
    }

    @Test
    void aFileMayHaveSeveralCertificates() throws IOException {
        Path both = directory.resolve("ca.crt");
        Files.writeString(
                both, Files.readString(TestCertificate.make().file()) + "\n" + Files.readString(certificate.file()));

        assertReceived(both);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no certificate", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"})
    void theErrorNamesAFileWithoutCertificates(String content) throws IOException {
        assertRejected(Files.writeString(directory.resolve("ca.crt"), content));
    }

    @Test
    void theErrorNamesAMissingFile() {
        assertRejected(directory.resolve("ca.crt"));
    }

    private static void assertRejected(Path authorities) {
        assertThatThrownBy(() -> OtlpSpans.to(URI.create("https://localhost"), Optional.of(authorities)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("rbd-functions.tracing.authorities")
                .hasMessageContaining(authorities.toString());
    }

    /** The first connection with TLS in a process can take longer than spans are sent at its end, and is finished after that. */
    private void assertReceived(Path authorities) throws IOException {
        Path received = directory.resolve("received");
        try (TraceCollector collector = TraceCollector.into(received, certificate.server())) {
            send(collector, Optional.of(authorities));
            await().atMost(Duration.ofSeconds(30)).until(() -> read(received).contains("/v1/traces"));
        }
    }

    private String sent(Optional<Path> authorities) throws IOException {
        Path received = directory.resolve("received");
        try (TraceCollector collector = TraceCollector.into(received, certificate.server())) {
            send(collector, authorities);
        }
        return read(received);
    }

    private static void send(TraceCollector collector, Optional<Path> authorities) {
        OtlpSpans spans = OtlpSpans.to(collector.endpoint(), authorities);
        OperationScope scope = spans.begin("provision", RequestContext.INTERNAL.withTrace(TRACE));
        scope.end(RecordedOperations.done("provision", scope.requestContext()));
        spans.close();
    }

    private static String read(Path received) throws IOException {
        return Files.readString(received, StandardCharsets.ISO_8859_1);
    }
}
