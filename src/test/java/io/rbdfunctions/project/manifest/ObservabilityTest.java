package io.rbdfunctions.project.manifest;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.storage.StorageClassBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.kubernetes.client.KubernetesServer;
import io.quarkus.test.kubernetes.client.KubernetesTestServer;
import io.quarkus.test.kubernetes.client.WithKubernetesTestServer;
import io.rbdfunctions.operation.audit.OperationRecord.Ending;
import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.operation.outcome.TryAgainException.Obstacle;
import io.rbdfunctions.rbd.RbdError;
import io.rbdfunctions.rbd.manager.ManagerCommand.AddTrashRemoval;
import io.rbdfunctions.rbd.manager.ManagerCommand.Probe;
import io.rbdfunctions.support.ceph.CephCluster;
import io.rbdfunctions.support.ceph.CephTestResource;
import io.rbdfunctions.support.manifest.Kustomization;
import io.rbdfunctions.support.manifest.Manifest;
import io.rbdfunctions.support.manifest.ManifestTree;
import io.rbdfunctions.support.metrics.MetricsExposition;
import io.rbdfunctions.support.metrics.PromQlQuery;
import io.rbdfunctions.volume.ceph.ImageId;
import io.rbdfunctions.volume.ceph.PoolName;
import io.rbdfunctions.volume.ceph.PoolSpec;
import io.restassured.http.ContentType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The dashboard and the alerts query only what a running function exposes. */
@QuarkusTest
@QuarkusTestResource(CephTestResource.class)
@WithKubernetesTestServer
class ObservabilityTest {
    private static final String BROKEN = "/apis/storage.k8s.io/v1/storageclasses/broken";
    private static final Pattern TEMPLATE = Pattern.compile("\\{\\{ ?(?:\\$labels\\.)?([a-z]+) ?}}");
    private static final Pattern NAME = Pattern.compile("`([a-z_]+)`");
    private static final int FAULT = 500;

    private final CephCluster ceph = CephCluster.shared();

    @KubernetesTestServer
    @Nullable KubernetesServer server;

    private String page = "";
    private MetricsExposition exposed = new MetricsExposition(Map.of());

    @BeforeEach
    void doSomeOfEverything() {
        Objects.requireNonNull(server)
                .expect()
                .get()
                .withPath(BROKEN)
                .andReturn(FAULT, "")
                .always();
        makeClassWithRoom(server.getClient());
        String volume = "pvc-" + UUID.randomUUID();
        assertThat(post("provision", Map.of("pvName", volume, "size", "64Mi"))).isEqualTo(200);
        assertThat(post("delete", Map.of("pvName", volume))).isEqualTo(200);
        assertThat(post("expand", Map.of("pvName", volume, "size", "64Mi"))).isEqualTo(404);
        assertThat(postRaw("provision", Map.of("storageClassName", "broken", "size", "64Mi")))
                .isEqualTo(503);
        assertThat(postRaw("sweep", Map.of())).isEqualTo(200);
        assertThat(postRaw("nothing", Map.of())).isEqualTo(404);
        assertThat(postRaw("validate", review("pool"))).isEqualTo(200);
        assertThat(postRaw("validate", review("unknown"))).isEqualTo(200);
        page = when().get("/q/metrics").then().statusCode(200).extract().asString();
        exposed = MetricsExposition.of(page);
    }

    /** Limited by a quota, since no manager counts what is free. */
    private void makeClassWithRoom(KubernetesClient client) {
        String pool = ceph.freshPool();
        ceph.setQuota(pool, 1 << 30);
        client.resource(new StorageClassBuilder()
                        .withNewMetadata()
                        .withName("rbd")
                        .endMetadata()
                        .withProvisioner("rbdfunctions.io/rbd")
                        .withParameters(parameters(pool))
                        .build())
                .createOr(NonDeletingOperation::update);
    }

    private Map<String, String> parameters(String pool) {
        return Map.of(
                "monitors", ceph.monitors(),
                "pool", pool,
                "adminSecretName", "ceph-admin",
                "adminSecretNamespace", "kube-system",
                "userSecretName", "ceph-user");
    }

    @Test
    void everyQueriedSeriesAndLabelIsExposed() throws IOException {
        List<PromQlQuery> queries = Stream.concat(alerts(), panels()).toList();

        assertThat(queries).hasSizeGreaterThan(20);
        assertThat(queries)
                .allSatisfy(promQlQuery -> assertThat(promQlQuery.series()).isNotEmpty());
        assertThat(queries).flatMap(promQlQuery -> promQlQuery.unknown(exposed)).isEmpty();
    }

    @Test
    void everyQueriedLabelValueExists() throws IOException {
        Map<String, Set<String>> known = Map.of(
                "outcome", words(Ending.values()),
                "reason",
                        words(Stream.concat(Arrays.stream(Reason.values()), Arrays.stream(Obstacle.values()))
                                .toArray(Enum<?>[]::new)),
                "result", words(RbdError.values()),
                "verb",
                        Set.of(
                                new Probe().verb(),
                                new AddTrashRemoval(PoolSpec.of(PoolName.DEFAULT), new ImageId("1")).verb()),
                "kind", Set.of("image", "volume", "trash", "pool"));

        assertThat(Stream.concat(alerts(), panels()).flatMap(PromQlQuery::values))
                .hasSizeGreaterThan(5)
                .allSatisfy(value -> assertThat(known.get(value.getKey())).contains(value.getValue()));
    }

    @Test
    void everyLegendUsesLabelsOfItsQuery() throws IOException {
        assertThat(targets())
                .allSatisfy(target -> assertThat(labels(target.path("legendFormat")))
                        .isSubsetOf(query(target).grouped().toList()));
        assertThat(rules())
                .allSatisfy(rule -> assertThat(labels(rule.path("annotations")))
                        .isSubsetOf(query(rule).grouped().toList()));
    }

    @Test
    void everySeriesIsShownOrAlertedOn() throws IOException {
        Set<String> asked = Stream.concat(alerts(), panels())
                .flatMap(promQlQuery -> promQlQuery.series().stream())
                .map(name -> name.replaceFirst("_(bucket|count|sum)$", ""))
                .collect(Collectors.toSet());

        assertThat(exposed.labels().keySet())
                .allSatisfy(name -> assertThat(asked).contains(name.replaceFirst("_(bucket|count|sum)$", "")));
    }

    @Test
    void documentedMetricsMatchExposedMetrics() throws IOException {
        Set<String> documented = Files.readAllLines(Path.of("docs/observability.md")).stream()
                .takeWhile(line -> !line.equals("## Traces"))
                .filter(line -> line.startsWith("| `"))
                .flatMap(line -> NAME.matcher(line.split("\\|", 3)[1]).results())
                .map(name -> "rbd_functions_" + name.group(1))
                .collect(Collectors.toSet());

        assertThat(exposed.labels().keySet().stream()
                        .map(name -> name.replaceFirst("_(bucket|count|sum)$", ""))
                        .collect(Collectors.toSet()))
                .isEqualTo(documented);
    }

    @Test
    void metricsCountTheOperations() {
        assertThat(page)
                .containsPattern(
                        "rbd_functions_operations_total\\{outcome=\"done\",reason=\"none\",verb=\"provision\"} [1-9]")
                .containsPattern(
                        "rbd_functions_operations_total\\{outcome=\"refused\",reason=\"not_found\",verb=\"expand\"}"
                                + " [1-9]")
                .containsPattern(
                        "rbd_functions_operations_total\\{outcome=\"retry\",reason=\"unreachable\",verb=\"provision\"}"
                                + " [1-9]")
                .containsPattern(
                        "rbd_functions_rbd_commands_total\\{engine=\"[a-z]+\",result=\"ok\",verb=\"create\"} [1-9]")
                .containsPattern("rbd_functions_api_failures_total\\{code=\"500\"} [1-9]")
                .containsPattern("rbd_functions_requests_rejected_total\\{reason=\"not_found\"} [1-9]")
                .containsPattern("rbd_functions_reviews_total\\{verdict=\"allowed\"} [1-9]")
                .containsPattern("rbd_functions_reviews_total\\{verdict=\"invalid\"} [1-9]")
                .contains("rbd_functions_sweep_complete 1.0")
                .contains("rbd_functions_class_room_bytes{storageclass=\"rbd\",topology=\"\"} 1.073741824E9")
                .contains("rbd_functions_orphans{kind=\"image\"} 0.0")
                .contains("rbd_functions_requests_in_flight 0.0");
    }

    @Test
    void noLabelContainsAnExternalName() {
        assertThat(exposed.labels().values())
                .allSatisfy(labels -> assertThat(labels)
                        .isSubsetOf(
                                "verb",
                                "outcome",
                                "reason",
                                "engine",
                                "result",
                                "kind",
                                "code",
                                "verdict",
                                "le",
                                "cluster",
                                "storageclass",
                                "topology"));
        assertThat(page).doesNotContain("pvc-", ceph.pool());
    }

    @Test
    void theScrapedPathIsServed() {
        List<Manifest> monitors = Kustomization.render(ManifestTree.OBSERVABILITY).stream()
                .filter(manifest -> manifest.kind().equals("PodMonitor"))
                .toList();

        assertThat(monitors)
                .extracting(monitor -> monitor.text("/spec/podMetricsEndpoints/0/path"))
                .hasSize(3)
                .containsOnly("/q/metrics");
        assertScrapes(monitors.get(1), ManifestTree.PLAIN);
        assertScrapes(monitors.getLast(), ManifestTree.ADMISSION);
        assertThat(monitors.getFirst().at("/spec/selector/matchLabels").properties())
                .extracting(Map.Entry::getKey, label -> label.getValue().asText())
                .containsExactly(org.assertj.core.groups.Tuple.tuple(
                        "serving.knative.dev/service",
                        FunctionServiceTest.service(ManifestTree.BASE).name()));
    }

    private static void assertScrapes(Manifest monitor, Path installation) {
        Manifest deployment = Kustomization.render(installation).stream()
                .filter(manifest -> manifest.kind().equals("Deployment"))
                .findFirst()
                .orElseThrow();
        assertThat(monitor.at("/spec/selector/matchLabels")).isEqualTo(deployment.at("/spec/selector/matchLabels"));
        assertThat(monitor.text("/spec/podMetricsEndpoints/0/port"))
                .isEqualTo(deployment.text("/spec/template/spec/containers/0/ports/0/name"));
    }

    private static Stream<PromQlQuery> alerts() {
        return rules().stream().map(ObservabilityTest::query);
    }

    private static List<JsonNode> rules() {
        return Kustomization.render(ManifestTree.OBSERVABILITY).stream()
                .filter(manifest -> manifest.kind().equals("PrometheusRule"))
                .flatMap(manifest -> manifest.list("/spec/groups/0/rules").stream())
                .toList();
    }

    private static Stream<PromQlQuery> panels() throws IOException {
        return targets().stream().map(ObservabilityTest::query);
    }

    private static List<JsonNode> targets() throws IOException {
        return new ObjectMapper()
                        .readTree(ManifestTree.COMPONENTS
                                .resolve("dashboard/dashboard.json")
                                .toFile())
                        .findValues("targets")
                        .stream()
                        .flatMap(targets -> targets.valueStream())
                        .toList();
    }

    private static PromQlQuery query(JsonNode holder) {
        return new PromQlQuery(holder.path("expr").asText());
    }

    private static List<String> labels(JsonNode text) {
        return TEMPLATE.matcher(text.toString())
                .results()
                .map(label -> label.group(1))
                .toList();
    }

    private static Set<String> words(Enum<?>... values) {
        return Arrays.stream(values)
                .map(value -> value.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    private int post(String function, Map<String, Object> fields) {
        Map<String, Object> body = new java.util.HashMap<>(fields);
        body.put("parameters", parameters(ceph.pool()));
        return postRaw(function, body);
    }

    /** Creates a volume of a new class with one more parameter. */
    private Map<String, Object> review(String parameter) {
        return Map.of(
                "apiVersion", "admission.k8s.io/v1",
                "kind", "AdmissionReview",
                "request",
                        Map.of(
                                "uid",
                                "1",
                                "kind",
                                Map.of("group", "storage.k8s.io", "version", "v1", "kind", "StorageClass"),
                                "resource",
                                Map.of("group", "storage.k8s.io", "version", "v1", "resource", "storageclasses"),
                                "name",
                                "rbd",
                                "operation",
                                "CREATE",
                                "object",
                                Map.of(
                                        "apiVersion", "storage.k8s.io/v1",
                                        "kind", "StorageClass",
                                        "metadata", Map.of("name", "rbd"),
                                        "provisioner", "rbdfunctions.io/rbd",
                                        "parameters",
                                                Map.of(
                                                        "monitors",
                                                        ceph.monitors(),
                                                        "adminSecretName",
                                                        "ceph-admin",
                                                        "userSecretName",
                                                        "ceph-user",
                                                        parameter,
                                                        "kube"))));
    }

    private static int postRaw(String function, Map<String, Object> body) {
        return given().contentType(ContentType.JSON)
                .body(body)
                .post("/" + function)
                .statusCode();
    }
}
