package io.rbdfunctions.project.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rbdfunctions.support.manifest.Kustomization;
import io.rbdfunctions.support.manifest.Manifest;
import io.rbdfunctions.support.manifest.ManifestTree;
import io.rbdfunctions.support.manifest.Yaml;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The Knative Service of the function. {@link ServiceFitsApplicationTest} checks it against the running application.
 */
class FunctionServiceTest {
    private static final String CONTAINER = "/spec/template/spec/containers/0";

    static Stream<Path> installations() {
        return ManifestTree.installations().stream();
    }

    static Manifest service(Path installation) {
        return Kustomization.render(installation).stream()
                .filter(manifest ->
                        manifest.isNamed("serving.knative.dev/v1/Service", "rbd-functions", "rbd-functions"))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("installations")
    void runsTheImageOfThisVersion(Path installation) throws Exception {
        assertThat(service(installation).text(CONTAINER + "/image"))
                .startsWith("registry.example/")
                .endsWith("/rbd-functions:" + projectVersion());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ports/0/containerPort",
                "startupProbe/httpGet/port",
                "livenessProbe/httpGet/port",
                "readinessProbe/httpGet/port",
            })
    void declaresThePortOfTheApplication(String port) throws IOException {
        Properties application = new Properties();
        try (Reader properties = Files.newBufferedReader(Path.of("src/main/resources/application.properties"))) {
            application.load(properties);
        }

        assertThat(service(ManifestTree.BASE).text(CONTAINER + "/" + port))
                .isEqualTo(application.getProperty("quarkus.http.port"));
    }

    @Test
    void scalesToZeroAndIsClusterLocal() {
        Manifest service = service(ManifestTree.BASE);
        JsonNode scale = service.at("/spec/template/metadata/annotations");

        assertThat(scale.path("autoscaling.knative.dev/min-scale").asText()).isEqualTo("0");
        assertThat(scale.path("autoscaling.knative.dev/max-scale").asInt()).isPositive();
        assertThat(service.text("/metadata/labels/networking.knative.dev~1visibility"))
                .isEqualTo("cluster-local");
    }

    @ParameterizedTest
    @MethodSource("installations")
    void acceptsConnectionsFromKnativeOnly(Path installation) {
        assertThat(Kustomization.render(installation))
                .filteredOn(manifest -> manifest.is("networking.k8s.io/v1/NetworkPolicy"))
                .singleElement()
                .satisfies(policy -> {
                    assertThat(policy.namespace())
                            .isEqualTo(service(installation).namespace());
                    assertThat(policy.text("/spec/podSelector/matchLabels/serving.knative.dev~1service"))
                            .isEqualTo(service(installation).name());
                    assertThat(policy.list("/spec/ingress/0/from/0/namespaceSelector/matchExpressions/0/values"))
                            .extracting(JsonNode::asText)
                            .contains("knative-serving", "knative-eventing");
                });
    }

    /** Event sources of Knative send no token by default; all other callers need one. */
    @Test
    void requiresTokensExceptForEvents() {
        assertThat(service(ManifestTree.BASE).list(CONTAINER + "/env"))
                .extracting(variable -> variable.path("name").asText() + "="
                        + variable.path("value").asText())
                .contains("RBD_FUNCTIONS_EVENTS_AUTH=none")
                .noneMatch(variable -> variable.startsWith("RBD_FUNCTIONS_AUTH"));
    }

    @Test
    void hasNoPrivilegesOnItsNode() {
        assertThat(service(ManifestTree.BASE).at(CONTAINER + "/securityContext"))
                .isEqualTo(Yaml.document("""
                    runAsNonRoot: true
                    runAsUser: 10001
                    runAsGroup: 10001
                    allowPrivilegeEscalation: false
                    readOnlyRootFilesystem: true
                    capabilities: {drop: [ALL]}
                    seccompProfile: {type: RuntimeDefault}
                    """));
    }

    @Test
    void writesToMemoryOnly() {
        Manifest service = service(ManifestTree.BASE);

        assertThat(service.list("/spec/template/spec/volumes"))
                .singleElement()
                .isEqualTo(Yaml.document("{name: tmp, emptyDir: {medium: Memory, sizeLimit: 32Mi}}"));
        assertThat(service.list(CONTAINER + "/volumeMounts"))
                .singleElement()
                .isEqualTo(Yaml.document("{name: tmp, mountPath: /tmp}"));
    }

    @Test
    void limitsItsResources() {
        Manifest service = service(ManifestTree.BASE);

        assertThat(List.of("requests/cpu", "requests/memory", "limits/cpu", "limits/memory"))
                .allSatisfy(bound -> assertThat(service.text(CONTAINER + "/resources/" + bound))
                        .isNotEmpty());
        assertThat(service.at("/spec/template/spec/containerConcurrency").asInt())
                .isBetween(1, 100);
    }

    private static String projectVersion() throws Exception {
        var pom =
                DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().parse("pom.xml");
        return XPathFactory.newDefaultInstance().newXPath().evaluate("/project/version", pom);
    }
}
