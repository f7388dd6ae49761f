package io.rbdfunctions.project.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rbdfunctions.support.manifest.Kustomization;
import io.rbdfunctions.support.manifest.Manifest;
import io.rbdfunctions.support.manifest.ManifestCheck;
import io.rbdfunctions.support.manifest.ManifestTree;
import io.rbdfunctions.support.manifest.SweepCronJob;
import io.rbdfunctions.support.manifest.Yaml;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The installation without Knative: the same function, and a CronJob that requests sweeps. {@link SweepCronJobTest}
 * runs the command of the job.
 */
class PlainTest {
    private static final String RBAC = "rbac.authorization.k8s.io/v1/";
    private static final String POD = "/spec/template/spec";
    private static final String CONTAINER = POD + "/containers/0";
    private static final String LABELS = "/spec/template/metadata/labels";
    private static final List<Manifest> MANIFESTS = Kustomization.render(ManifestTree.PLAIN);
    private static final Manifest DEPLOYMENT = find("apps/v1/Deployment");
    private static final Manifest SERVICE = find("v1/Service");
    private static final Manifest POLICY = find("networking.k8s.io/v1/NetworkPolicy");
    private static final Manifest JOB = SweepCronJob.manifest();
    private static final Manifest FUNCTION = FunctionServiceTest.service(ManifestTree.BASE);

    @Test
    void everyObjectIsValid() {
        assertThat(MANIFESTS)
                .hasSizeGreaterThan(10)
                .flatMap(ManifestCheck.all()::problems)
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/image",
                "/resources",
                "/securityContext",
                "/volumeMounts",
                "/startupProbe",
                "/livenessProbe",
                "/readinessProbe/httpGet",
                "/ports/0/containerPort"
            })
    void runsTheFunctionAsKnativeDoes(String field) {
        JsonNode here = DEPLOYMENT.at(CONTAINER + field);

        assertThat(here.isMissingNode()).isFalse();
        assertThat(here).isEqualTo(FUNCTION.at(CONTAINER + field));
        assertThat(DEPLOYMENT.at(POD + "/volumes")).isEqualTo(FUNCTION.at(POD + "/volumes"));
        assertThat(DEPLOYMENT.text(POD + "/serviceAccountName")).isEqualTo("rbd-functions");
    }

    /** Without Knative, no event sources exist that could not send a token. */
    @Test
    void requiresATokenFromAllCallers() {
        List<JsonNode> variables = FUNCTION.list(CONTAINER + "/env").stream()
                .filter(variable -> !variable.path("name").asText().equals("RBD_FUNCTIONS_EVENTS_AUTH"))
                .toList();

        assertThat(DEPLOYMENT.list(CONTAINER + "/env")).isNotEmpty().isEqualTo(variables);
    }

    @Test
    void itsServiceSelectsThePod() {
        assertThat(SERVICE.at("/spec/selector")).isEqualTo(DEPLOYMENT.at("/spec/selector/matchLabels"));
        assertThat(DEPLOYMENT.at(LABELS)).isEqualTo(SERVICE.at("/spec/selector"));
        assertThat(SERVICE.at("/spec/ports/0/targetPort"))
                .isEqualTo(DEPLOYMENT.at(CONTAINER + "/ports/0/containerPort"));
    }

    @Test
    void acceptsConnectionsFromTheJobAndListedNamespacesOnly() {
        String sources = "/spec/ingress/0/from/";

        assertThat(POLICY.at("/spec/podSelector/matchLabels")).isEqualTo(DEPLOYMENT.at(LABELS));
        assertThat(POLICY.at(sources + "0/podSelector/matchLabels"))
                .isEqualTo(JOB.at("/spec/jobTemplate/spec/template/metadata/labels"));
        assertThat(POLICY.list("/spec/ingress/0/from"))
                .hasSize(3)
                .noneMatch(JsonNode::isEmpty)
                .allMatch(source -> source.findValue("matchLabels").size() == 1);
        assertThat(POLICY.at("/spec/ingress/0/ports/0/port"))
                .isEqualTo(DEPLOYMENT.at(CONTAINER + "/ports/0/containerPort"));
    }

    @Test
    void theAccountOfTheJobMayOnlyRequestSweeps() {
        assertThat(JOB.text(SweepCronJob.CONTAINER + "/image")).isEqualTo(FUNCTION.text(CONTAINER + "/image"));
        assertThat(JOB.at(SweepCronJob.CONTAINER + "/securityContext"))
                .isEqualTo(FUNCTION.at(CONTAINER + "/securityContext"));
        assertThat(find(RBAC + "ClusterRole", "rbd-functions-sweep").at("/rules"))
                .isEqualTo(Yaml.document("[{nonResourceURLs: [/sweep], verbs: [post]}]"));
        assertThat(rolesOf("rbd-functions-sweep")).containsExactly("rbd-functions-sweep");
    }

    /** The token is short-lived and mounted in one place only. */
    @Test
    void theTokenIsProjectedForTenMinutes() {
        assertThat(JOB.at(SweepCronJob.POD + "/automountServiceAccountToken").asText())
                .isEqualTo("false");
        assertThat(JOB.list(SweepCronJob.POD + "/volumes")).singleElement().satisfies(volume -> {
            assertThat(volume.path("name")).isEqualTo(JOB.at(SweepCronJob.CONTAINER + "/volumeMounts/0/name"));
            assertThat(volume.at("/projected/sources/0/serviceAccountToken/expirationSeconds")
                            .asInt())
                    .isEqualTo(600);
        });
        assertThat(SweepCronJob.tokenFile()).isEqualTo("/var/run/secrets/rbd-functions/token");
    }

    @Test
    void usesAndBindsExistingAccounts() {
        List<String> accounts = names("v1/ServiceAccount").toList();

        assertThat(accounts)
                .containsExactlyInAnyOrder(
                        DEPLOYMENT.text(POD + "/serviceAccountName"),
                        JOB.text(SweepCronJob.POD + "/serviceAccountName"));
        assertThat(accounts).allSatisfy(account -> assertThat(rolesOf(account)).isNotEmpty());
        assertThat(accounts.stream().flatMap(PlainTest::rolesOf))
                .isSubsetOf(Stream.of("ClusterRole", "Role")
                        .flatMap(kind -> names(RBAC + kind))
                        .toList());
    }

    private static Stream<String> names(String type) {
        return MANIFESTS.stream().filter(manifest -> manifest.is(type)).map(Manifest::name);
    }

    private static Stream<String> rolesOf(String account) {
        return MANIFESTS.stream()
                .filter(manifest -> manifest.kind().endsWith("Binding"))
                .filter(binding -> binding.text("/subjects/0/name").equals(account))
                .map(binding -> binding.text("/roleRef/name"));
    }

    private static Manifest find(String type) {
        return find(type, "rbd-functions");
    }

    private static Manifest find(String type, String name) {
        return MANIFESTS.stream()
                .filter(manifest -> manifest.is(type) && manifest.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
