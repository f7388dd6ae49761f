package io.rbdfunctions.project.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.tls.runtime.config.TlsBucketConfig;
import io.quarkus.tls.runtime.config.TlsConfig;
import io.rbdfunctions.support.admission.CelEvaluator;
import io.rbdfunctions.support.manifest.Kustomization;
import io.rbdfunctions.support.manifest.Manifest;
import io.rbdfunctions.support.manifest.ManifestTree;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks which requests the API server sends to the webhook, and that it can reach it. */
class WebhookTest {
    private static final String NAMESPACE = "rbd-functions";
    private static final String CONTAINER = "/spec/template/spec/containers/0";
    private static final List<Manifest> MANIFESTS = Kustomization.render(ManifestTree.ADMISSION);
    private static final Manifest DEPLOYMENT = find(MANIFESTS, "apps/v1/Deployment");

    static Stream<JsonNode> webhooks() {
        return find(MANIFESTS, "admissionregistration.k8s.io/v1/ValidatingWebhookConfiguration")
                .list("/webhooks")
                .stream();
    }

    @ParameterizedTest
    @MethodSource("webhooks")
    void failsOpenAndHasNoSideEffects(JsonNode webhook) {
        assertThat(webhook.path("sideEffects").asText()).isEqualTo("None");
        assertThat(webhook.path("failurePolicy").asText()).isEqualTo("Ignore");
        assertThat(webhook.path("timeoutSeconds").asInt()).isBetween(3, 10);
        assertThat(webhook.path("matchConditions")).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("webhooks")
    void isReachableThroughItsService(JsonNode webhook) {
        JsonNode service = webhook.at("/clientConfig/service");
        Manifest found = find(MANIFESTS, "v1/Service");

        assertThat(found.namespace()).isEqualTo(service.path("namespace").asText());
        assertThat(found.name()).isEqualTo(service.path("name").asText());
        assertThat(found.at("/spec/ports/0/port")).isEqualTo(service.path("port"));
        assertThat(found.at("/spec/ports/0/targetPort")).isEqualTo(DEPLOYMENT.at(CONTAINER + "/ports/0/containerPort"));
        assertThat(found.at("/spec/selector")).isEqualTo(DEPLOYMENT.at("/spec/selector/matchLabels"));
        assertThat(DEPLOYMENT.at("/spec/template/metadata/labels")).isEqualTo(found.at("/spec/selector"));
        assertThat(service.path("path").asText()).isEqualTo(variable("RBD_FUNCTIONS_HTTP_PATHS"));
    }

    @Test
    void runsLikeTheFunctionAndServesNothingElse() {
        Manifest function = FunctionServiceTest.service(ManifestTree.ADMISSION);

        assertThat(DEPLOYMENT.text(CONTAINER + "/image")).isEqualTo(function.text(CONTAINER + "/image"));
        assertThat(DEPLOYMENT.at(CONTAINER + "/securityContext"))
                .isEqualTo(function.at(CONTAINER + "/securityContext"));
        assertThat(variable("RBD_FUNCTIONS_PROVISIONER")).isEqualTo(function.text(CONTAINER + "/env/0/value"));
        assertThat(variable("QUARKUS_HTTP_INSECURE_REQUESTS")).isEqualTo("disabled");
        assertThat(variable("RBD_FUNCTIONS_HTTP_PATHS")).isEqualTo("/validate");
    }

    @Test
    void readsItsCertificateFromTheSecretThatCertManagerWrites() {
        List<Manifest> manifests = Kustomization.render(ManifestTree.CERT_MANAGER);
        Manifest certificate = find(manifests, "cert-manager.io/v1/Certificate");
        Manifest configuration = find(manifests, "admissionregistration.k8s.io/v1/ValidatingWebhookConfiguration");

        assertThat(certificate.text("/spec/secretName"))
                .isEqualTo(DEPLOYMENT.text("/spec/template/spec/volumes/1/secret/secretName"));
        assertThat(certificate.text("/spec/dnsNames/0"))
                .isEqualTo("%s.%s.svc".formatted(find(manifests, "v1/Service").name(), NAMESPACE));
        assertThat(manifests)
                .anyMatch(manifest -> manifest.isNamed(
                        "cert-manager.io/v1/Issuer", NAMESPACE, certificate.text("/spec/issuerRef/name")));
        assertThat(configuration.text("/metadata/annotations/cert-manager.io~1inject-ca-from"))
                .isEqualTo(NAMESPACE + "/" + certificate.name());
    }

    @Test
    void itsVariablesSetTheIntendedSettings() throws IOException {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .addDefaultInterceptors()
                .withSources(
                        new EnvConfigSource(variables(), 300),
                        new PropertiesConfigSource(
                                Path.of("src/main/resources/application.properties")
                                        .toUri()
                                        .toURL(),
                                250))
                .withProfiles(List.of(variable("QUARKUS_PROFILE").split(",")))
                .withMapping(TlsConfig.class)
                .build();

        TlsBucketConfig tls = config.getConfigMapping(TlsConfig.class)
                .defaultCertificateConfig()
                .orElseThrow();
        var certificate = Objects.requireNonNull(
                tls.keyStore().orElseThrow().pem().orElseThrow().keyCerts().get("0"));
        Path mounted = Path.of(DEPLOYMENT.text(CONTAINER + "/volumeMounts/1/mountPath"));
        assertThat(certificate.cert()).isEqualTo(mounted.resolve("tls.crt"));
        assertThat(certificate.key()).isEqualTo(mounted.resolve("tls.key"));
        assertThat(tls.reloadPeriod()).contains(Duration.ofSeconds(60));
        assertThat(config.getValue("quarkus.http.ssl-port", String.class))
                .isEqualTo(DEPLOYMENT.text(CONTAINER + "/ports/0/containerPort"));
        assertThat(config.getValue("quarkus.http.insecure-requests", String.class))
                .isEqualTo("disabled");
        assertThat(config.getValue("rbd-functions.http.paths", String.class)).isEqualTo("/validate");
    }

    @ParameterizedTest(name = "{0} of {1}: {2}")
    @CsvSource({
        "CREATE, rbdfunctions.io/rbd, true",
        "DELETE, rbdfunctions.io/rbd, true",
        "CREATE, ceph.com/rbd, false",
        "DELETE, ceph.com/rbd, false"
    })
    void reviewsItsOwnClassesOnly(String operation, String provisioner, boolean isReviewed) {
        assertThat(isReviewed("classes", operation, "{provisioner: %s}".formatted(provisioner), "{}"))
                .isEqualTo(isReviewed);
    }

    @ParameterizedTest(name = "of {0}: {1}")
    @CsvSource({"rbdfunctions.io/rbd, true", "rbd.csi.ceph.com, false"})
    void reviewsItsOwnAttributesClassesOnly(String driver, boolean isReviewed) {
        assertThat(isReviewed("attributes-classes", "CREATE", "{driverName: %s}".formatted(driver), "{}"))
                .isEqualTo(isReviewed);
    }

    @ParameterizedTest(name = "{0} of {1}: {2}")
    @CsvSource({
        "CREATE, rbdfunctions.io/rbd, true",
        "UPDATE, rbdfunctions.io/rbd, true",
        "UPDATE, rbd.csi.ceph.com, false"
    })
    void reviewsItsOwnSnapshotClassesOnly(String operation, String driver, boolean isReviewed) {
        assertThat(isReviewed("snapshot-classes", operation, "{driver: %s}".formatted(driver), "{}"))
                .isEqualTo(isReviewed);
    }

    @ParameterizedTest(name = "{0} {1} after {2}: {3}")
    @CsvSource(delimiter = '|', textBlock = """
        CREATE | {spec: {storageClassName: a, resources: {}}} | {} | true
        CREATE | {spec: {resources: {}}}                      | {} | false
        CREATE | {spec: {storageClassName: '', resources: {}}} | {} | false
        UPDATE | {spec: {storageClassName: a, resources: {requests: {storage: 1Gi}}, volumeName: b}} | {spec: {storageClassName: a, resources: {requests: {storage: 1Gi}}}} | false
        UPDATE | {spec: {storageClassName: a, resources: {requests: {storage: 2Gi}}}} | {spec: {storageClassName: a, resources: {requests: {storage: 1Gi}}}} | true
        UPDATE | {spec: {storageClassName: a, resources: {}}} | {spec: {resources: {}}} | true
        UPDATE | {metadata: {annotations: {volume.kubernetes.io/storage-provisioner: other}}, spec: {storageClassName: a, resources: {a: b}}} | {spec: {storageClassName: a, resources: {}}} | false
        UPDATE | {metadata: {annotations: {volume.kubernetes.io/storage-provisioner: rbdfunctions.io/rbd}}, spec: {storageClassName: a, resources: {a: b}}} | {spec: {storageClassName: a, resources: {}}} | true
        UPDATE | {metadata: {annotations: {rbdfunctions.io/snapshot-keep: '7'}}, spec: {storageClassName: a, resources: {}}} | {metadata: {}, spec: {storageClassName: a, resources: {}}} | true
        UPDATE | {metadata: {annotations: {rbdfunctions.io/snapshot-keep: '7'}}, spec: {storageClassName: a, resources: {}}} | {metadata: {annotations: {rbdfunctions.io/snapshot-keep: '8'}}, spec: {storageClassName: a, resources: {}}} | true
        UPDATE | {metadata: {annotations: {rbdfunctions.io/snapshot-keep: '7'}}, spec: {storageClassName: a, resources: {}}} | {metadata: {annotations: {rbdfunctions.io/snapshot-keep: '7'}}, spec: {storageClassName: a, resources: {}}} | false
        UPDATE | {metadata: {annotations: {rbdfunctions.io/data-source: a}}, spec: {storageClassName: a, resources: {}}} | {metadata: {}, spec: {storageClassName: a, resources: {}}} | true
        UPDATE | {metadata: {annotations: {c: d}}, spec: {storageClassName: a, resources: {}}} | {metadata: {}, spec: {storageClassName: a, resources: {}}} | false
        UPDATE | {metadata: {annotations: {c: d}}, spec: {storageClassName: a, resources: {a: b}}} | {spec: {storageClassName: a, resources: {}}} | true
        """)
    void reviewsNewAndResizedClaims(String operation, String object, String oldObject, boolean isReviewed) {
        String claim = object.startsWith("{metadata") ? object : "{metadata: {}, " + object.substring(1);

        assertThat(isReviewed("claims", operation, claim, oldObject)).isEqualTo(isReviewed);
    }

    @ParameterizedTest(name = "by {1}, of {0}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
        {annotations: {pv.kubernetes.io/provisioned-by: rbdfunctions.io/rbd}} | kubernetes-admin                                   | true
        {annotations: {pv.kubernetes.io/provisioned-by: rbdfunctions.io/rbd}} | system:serviceaccount:rbd-functions:rbd-functions  | false
        {annotations: {pv.kubernetes.io/provisioned-by: other}}               | kubernetes-admin                                   | false
        {annotations: {a: b}}                                                 | kubernetes-admin                                   | false
        {}                                                                    | kubernetes-admin                                   | false
        """)
    void reviewsDeletionsOfItsOwnVolumesByOthers(String metadata, String user, boolean isReviewed) {
        Map<String, Object> request = request("DELETE", "{}", "{metadata: %s}".formatted(metadata));
        request.put("request", Map.of("userInfo", Map.of("username", user)));

        assertThat(matches("volumes", request)).isEqualTo(isReviewed);
    }

    private static boolean isReviewed(String webhook, String operation, String object, String oldObject) {
        // On deletion, the API server sends the object as the old object.
        return operation.equals("DELETE")
                ? matches(webhook, request(operation, "{}", object))
                : matches(webhook, request(operation, object, oldObject));
    }

    private static Map<String, Object> request(String operation, String object, String oldObject) {
        return new HashMap<>(Map.of(
                "request", Map.of("operation", operation),
                "object", CelEvaluator.value(object),
                "oldObject", CelEvaluator.value(oldObject)));
    }

    private static boolean matches(String webhook, Map<String, Object> request) {
        JsonNode found = webhooks()
                .filter(each -> each.path("name").asText().equals(webhook + ".validate.rbdfunctions.io"))
                .findFirst()
                .orElseThrow();
        for (JsonNode condition : found.path("matchConditions")) {
            if (!CelEvaluator.isTrue(condition.path("expression").asText(), request)) {
                return false;
            }
        }
        return true;
    }

    private static Map<String, String> variables() {
        return DEPLOYMENT.list(CONTAINER + "/env").stream()
                .collect(Collectors.toMap(
                        variable -> variable.path("name").asText(),
                        variable -> variable.path("value").asText()));
    }

    private static String variable(String name) {
        return Objects.requireNonNull(variables().get(name));
    }

    private static Manifest find(List<Manifest> manifests, String type) {
        return manifests.stream()
                .filter(manifest -> manifest.is(type))
                .findFirst()
                .orElseThrow();
    }
}
