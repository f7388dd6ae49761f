package io.rbdfunctions.project.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rbdfunctions.support.manifest.ManifestTree;
import io.rbdfunctions.support.manifest.Yaml;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script makes a certificate that the API server accepts and puts the key into the Secret only. */
class SelfSignedTest {
    private static final Path SCRIPT = ManifestTree.ROOT.resolve("parts/webhook/self-signed");

    /** Records its arguments and keeps the files that they name. */
    private static final String KUBECTL = """
        #!/bin/sh
        here=$(dirname "$0")
        echo "$*" >>"$here/calls"
        case "$1" in
          create)
            while [ $# -gt 0 ]; do
              case "$1" in --cert) cp "$2" "$here/tls.crt" ;; --key) cp "$2" "$here/tls.key" ;; esac
              shift
            done
            echo 'kind: Secret' ;;
          apply) cat >"$here/applied" ;;
          get) echo 'a b c' ;;
        esac
        """;

    @TempDir
    private Path directory;

    @BeforeEach
    void hasOpenssl() {
        assumeTrue(
                Arrays.stream(System.getenv("PATH").split(":", -1))
                        .anyMatch(place -> Files.isExecutable(Path.of(place, "openssl"))),
                "no openssl on the PATH to make a certificate with");
    }

    @Test
    void makesACertificateForTheServiceThatTheApiServerTrusts() throws Exception {
        run();

        X509Certificate certificate = certificate(Files.readAllBytes(directory.resolve("tls.crt")));
        assertThat(Objects.requireNonNull(certificate.getSubjectAlternativeNames()))
                .contains(List.of(2, "rbd-functions-webhook.rbd-functions.svc"));
        certificate.verify(certificate.getPublicKey());
        assertThat(Files.readString(directory.resolve("tls.key"))).contains("PRIVATE KEY");
        assertThat(Files.readString(directory.resolve("applied"))).isEqualTo("kind: Secret\n");
        List<String> calls = Files.readAllLines(directory.resolve("calls"));
        assertThat(calls.getLast()).startsWith("patch validatingwebhookconfiguration rbd-functions --type json");
        var patch = Yaml.document(calls.getLast().replaceFirst(".* --patch ", ""));
        assertThat(patch).hasSize(3).allSatisfy(operation -> {
            assertThat(operation.path("path").asText()).matches("/webhooks/[012]/clientConfig/caBundle");
            byte[] bundle = Base64.getDecoder().decode(operation.path("value").asText());
            assertThat(certificate(bundle)).isEqualTo(certificate);
        });
    }

    @Test
    void theKeyIsNeitherPrintedNorLeftBehind() throws Exception {
        String output = run();

        String key = Files.readAllLines(directory.resolve("tls.key")).get(1);
        assertThat(output + Files.readString(directory.resolve("calls"))).doesNotContain(key);
        assertThat(directory.resolve("tmp")).isEmptyDirectory();
    }

    private String run() throws IOException, InterruptedException {
        Path kubectl = Files.writeString(directory.resolve("kubectl"), KUBECTL);
        assertThat(kubectl.toFile().setExecutable(true)).isTrue();
        ProcessBuilder builder = new ProcessBuilder(SCRIPT.toString(), "30").redirectErrorStream(true);
        builder.environment().merge("PATH", "", (path, _) -> directory + ":" + path);
        builder.environment()
                .put("TMPDIR", Files.createDirectory(directory.resolve("tmp")).toString());
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    private static X509Certificate certificate(byte[] pem) throws Exception {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem));
    }
}
