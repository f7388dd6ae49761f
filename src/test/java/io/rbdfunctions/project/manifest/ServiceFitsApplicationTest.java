package io.rbdfunctions.project.manifest;

import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.rbdfunctions.support.manifest.Manifest;
import io.rbdfunctions.support.manifest.ManifestTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks the Service against the running application. */
@QuarkusTest
class ServiceFitsApplicationTest {
    private static final Pattern SETTING = Pattern.compile("(?m)^\\| `(rbd-functions[a-z.-]+)` ");
    private static final String CONTAINER = "/spec/template/spec/containers/0";

    private final Manifest service = FunctionServiceTest.service(ManifestTree.BASE);
    private final Config config = ConfigProvider.getConfig();

    /** Readiness can be down without rbd; the test only checks that it is answered. */
    @ParameterizedTest
    @CsvSource({"startupProbe,/q/health/started", "livenessProbe,/q/health/live", "readinessProbe,/q/health/ready"})
    void theApplicationAnswersTheProbes(String probe, String path) {
        String asked = service.text("%s/%s/httpGet/path".formatted(CONTAINER, probe));

        assertThat(asked).isEqualTo(path);
        assertThat(when().get(asked).statusCode()).isIn(200, 503);
    }

    @Test
    void theProvisionerIsTheDefaultOfTheApplication() {
        assertThat(service.list(CONTAINER + "/env"))
                .filteredOn(variable -> variable.path("name").asText().equals("RBD_FUNCTIONS_PROVISIONER"))
                .singleElement()
                .extracting(variable -> variable.path("value").asText())
                .isEqualTo(config.getValue("rbd-functions.provisioner", String.class));
    }

    @Test
    void everyVariableIsASettingOfTheApplication() throws IOException {
        assertThat(service.list(CONTAINER + "/env"))
                .extracting(variable -> variable.path("name").asText())
                .isNotEmpty()
                .isSubsetOf(Stream.concat(
                                StreamSupport.stream(config.getPropertyNames().spliterator(), false), documented())
                        .filter(name -> name.startsWith("rbd-functions"))
                        .map(name -> name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT))
                        .toList());
    }

    /** The page has settings without a default, too, which the configuration lists only if they are set. A test compares it with the code. */
    private static Stream<String> documented() throws IOException {
        return SETTING.matcher(Files.readString(Path.of("docs/configuration.md")))
                .results()
                .map(setting -> setting.group(1));
    }

    @Test
    void theRequestTimeoutCoversTheLongestOperation() {
        assertThat(Duration.ofSeconds(
                        service.at("/spec/template/spec/timeoutSeconds").asLong()))
                .isGreaterThan(config.getValue("rbd-functions.rbd.remove-deadline", Duration.class));
    }
}
