package io.rbdfunctions.function.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.rbdfunctions.function.review.ReviewSamples;
import io.restassured.http.ContentType;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import javax.net.ssl.SSLHandshakeException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The webhook over TLS. */
@QuarkusTest
@TestProfile(IsolatedProfile.class)
class TlsTest {
    @ConfigProperty(name = "quarkus.http.test-ssl-port")
    int port;

    @Test
    void usesARenewedCertificateWithoutARestart() throws Exception {
        TestCertificate first = renewed();
        assertThat(post(first, "/validate?timeout=5s").body()).contains("\"allowed\":true", ReviewSamples.UID);

        TestCertificate second = renewed();

        assertThat(post(second, "/validate?timeout=5s").body()).contains("\"allowed\":true", ReviewSamples.UID);
        assertThatExceptionOfType(SSLHandshakeException.class).isThrownBy(() -> post(first, "/validate"));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"/provision", "/delete", "/sweep", "/"})
    void servesNoOtherPath(String path) {
        given().contentType(ContentType.JSON).body("{}").post(path).then().statusCode(404);
    }

    /** Installs a new certificate and waits until the application uses it. */
    private TestCertificate renewed() {
        TestCertificate certificate = TestCertificate.make();
        certificate.install(IsolatedProfile.DIRECTORY);
        await("the certificate").atMost(Duration.ofSeconds(30)).until(() -> isServed(certificate));
        return certificate;
    }

    private boolean isServed(TestCertificate certificate) throws Exception {
        try {
            return post(certificate, "/validate").statusCode() == 200;
        } catch (SSLHandshakeException _) {
            return false;
        }
    }

    private HttpResponse<String> post(TestCertificate trusted, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("https://localhost:" + port + path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(ReviewSamples.CLASS))
                .build();
        try (HttpClient client = trusted.client()) {
            return client.send(request, BodyHandlers.ofString());
        }
    }
}
