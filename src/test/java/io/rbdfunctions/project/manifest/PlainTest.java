package io.rbdfunctions.project.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rbdfunctions.support.manifest.ContainerEnvironment;
import io.rbdfunctions.support.manifest.Kustomization;
import io.rbdfunctions.support.manifest.Manifest;
import io.rbdfunctions.support.manifest.ManifestCheck;
import io.rbdfunctions.support.manifest.ManifestTree;
import io.rbdfunctions.volume.CsiDriver;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The installation without Knative: the same function, which watches instead of waiting for events. */
class PlainTest {
    private static final String RBAC = "rbac.authorization.k8s.io/v1/";
    private static final String POD = "/spec/template/spec";
    private static final String CONTAINER = POD + "/containers/0";
    private static final String LABELS = "/spec/template/metadata/labels";
    private static final List<Manifest> MANIFESTS = Kustomization.render(ManifestTree.PLAIN);
    private static final Manifest DEPLOYMENT = find("apps/v1/Deployment");
    private static final Manifest SERVICE = find("v1/Service");
    private static final Manifest POLICY = find("networking.k8s.io/v1/NetworkPolicy");
    private static final Manifest BUDGET = find("policy/v1/PodDisruptionBudget");
    private static final Set<String> OF_THE_WATCH = Set.of("RBD_FUNCTIONS_WATCH", "JVM_OPTIONS_FILE");
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

        assertThat(DEPLOYMENT.list(CONTAINER + "/env"))
                .filteredOn(
                        variable -> !OF_THE_WATCH.contains(variable.path("name").asText()))
                .isNotEmpty()
                .isEqualTo(variables);
    }

    @Test
    void watchesAndStartsWithTheOptionsOfAResidentProcess() {
        assertThat(variable(DEPLOYMENT, "RBD_FUNCTIONS_WATCH")).isEqualTo("true");
        assertThat(Path.of("src/main/run", variable(DEPLOYMENT, "JVM_OPTIONS_FILE")))
                .exists();
    }

    /** A budget of one that must be available would block the drain of a node with the only replica. */
    @Test
    void aNodeWithTheOnlyReplicaCanBeDrained() {
        assertThat(BUDGET.at("/spec/maxUnavailable").asInt())
                .isEqualTo(DEPLOYMENT.at("/spec/replicas").asInt());
    }

    /** Also of the webhook, whose replicas are up to the site. */
    @ParameterizedTest
    @ValueSource(strings = {"rbd-functions", "rbd-functions-webhook"})
    void replicasAreSpreadOverNodesAndDrainedOneAtATime(String name) {
        List<Manifest> manifests = Kustomization.render(ManifestTree.PLAIN_CERT_MANAGER);
        Manifest deployment = find(manifests, "apps/v1/Deployment", name);
        Manifest budget = find(manifests, "policy/v1/PodDisruptionBudget", name);

        assertThat(budget.at("/spec/selector")).isEqualTo(deployment.at("/spec/selector"));
        assertThat(budget.at("/spec/maxUnavailable").asInt()).isEqualTo(1);
        assertThat(deployment.list(POD + "/topologySpreadConstraints"))
                .singleElement()
                .satisfies(constraint -> {
                    assertThat(constraint.path("topologyKey").asText()).isEqualTo("kubernetes.io/hostname");
                    assertThat(constraint.path("whenUnsatisfiable").asText()).isEqualTo("ScheduleAnyway");
                    assertThat(constraint.path("labelSelector")).isEqualTo(deployment.at("/spec/selector"));
                });
    }

    @Test
    void twoReplicasElectOneByALeaseThatTheirAccountMayChange() {
        List<Manifest> replicated = Kustomization.render(ManifestTree.PLAIN_REPLICATED);
        Manifest deployment = find(replicated, "apps/v1/Deployment", "rbd-functions");
        Manifest role = find(replicated, RBAC + "Role", "rbd-functions-lease");

        assertThat(replicated).flatMap(ManifestCheck.all()::problems).isEmpty();
        assertThat(deployment.at("/spec/replicas").asInt()).isEqualTo(2);
        assertThat(role.at("/rules/1/resourceNames/0").asText())
                .isEqualTo(variable(deployment, "RBD_FUNCTIONS_WATCH_LEASE"));
        assertThat(replicated).hasSize(MANIFESTS.size() + 2);
    }

    @Test
    void attachesForADriverOfRbdWithTwoReplicas() {
        List<Manifest> attaching = Kustomization.render(ManifestTree.PLAIN_ATTACHER);
        List<Manifest> replicated = Kustomization.render(ManifestTree.PLAIN_REPLICATED);
        Manifest deployment = find(attaching, "apps/v1/Deployment", "rbd-functions");

        assertThat(attaching).flatMap(ManifestCheck.all()::problems).isEmpty();
        assertThat(attaching).hasSize(replicated.size() + 2);
        assertThat(deployment.at("/spec/replicas").asInt()).isEqualTo(2);
        assertThat(CsiDriver.isOne(variable(deployment, "RBD_FUNCTIONS_ATTACHER_DRIVERS")))
                .isTrue();
        assertThat(variable(FunctionServiceTest.service(ManifestTree.ATTACHER), "RBD_FUNCTIONS_ATTACHER_DRIVERS"))
                .isEqualTo(variable(deployment, "RBD_FUNCTIONS_ATTACHER_DRIVERS"));
    }

    @Test
    void snapshotsAreEnabledWithAndWithoutKnative() {
        List<Manifest> watching = Kustomization.render(ManifestTree.PLAIN_SNAPSHOTS);
        Manifest deployment = find(watching, "apps/v1/Deployment", "rbd-functions");

        assertThat(watching).flatMap(ManifestCheck.all()::problems).isEmpty();
        assertThat(watching)
                .hasSize(Kustomization.render(ManifestTree.PLAIN_REPLICATED).size() + 3);
        assertThat(ContainerEnvironment.of(deployment, watching)).containsEntry("RBD_FUNCTIONS_SNAPSHOTS", "true");
        assertThat(ContainerEnvironment.of(
                        FunctionServiceTest.service(ManifestTree.SNAPSHOTS),
                        Kustomization.render(ManifestTree.SNAPSHOTS)))
                .containsEntry("RBD_FUNCTIONS_SNAPSHOTS", "true");
        assertThat(ContainerEnvironment.of(DEPLOYMENT, MANIFESTS)).doesNotContainKey("RBD_FUNCTIONS_SNAPSHOTS");
    }

    @Test
    void itsServiceSelectsThePod() {
        assertThat(SERVICE.at("/spec/selector")).isEqualTo(DEPLOYMENT.at("/spec/selector/matchLabels"));
        assertThat(DEPLOYMENT.at(LABELS)).isEqualTo(SERVICE.at("/spec/selector"));
        assertThat(SERVICE.at("/spec/ports/0/targetPort"))
                .isEqualTo(DEPLOYMENT.at(CONTAINER + "/ports/0/containerPort"));
    }

    @Test
    void acceptsConnectionsFromListedNamespacesOnly() {
        assertThat(POLICY.at("/spec/podSelector/matchLabels")).isEqualTo(DEPLOYMENT.at(LABELS));
        assertThat(POLICY.list("/spec/ingress/0/from"))
                .hasSize(2)
                .noneMatch(JsonNode::isEmpty)
                .allMatch(source -> source.findValue("matchLabels").size() == 1);
        assertThat(POLICY.at("/spec/ingress/0/ports/0/port"))
                .isEqualTo(DEPLOYMENT.at(CONTAINER + "/ports/0/containerPort"));
    }

    @Test
    void usesAndBindsExistingAccounts() {
        List<String> accounts = names("v1/ServiceAccount").toList();

        assertThat(accounts).containsExactly(DEPLOYMENT.text(POD + "/serviceAccountName"));
        assertThat(accounts).allSatisfy(account -> assertThat(rolesOf(account)).isNotEmpty());
        assertThat(accounts.stream().flatMap(PlainTest::rolesOf))
                .isSubsetOf(Stream.of("ClusterRole", "Role")
                        .flatMap(kind -> names(RBAC + kind))
                        .toList());
    }

    private static String variable(Manifest deployment, String name) {
        return deployment.list(CONTAINER + "/env").stream()
                .filter(variable -> variable.path("name").asText().equals(name))
                .map(variable -> variable.path("value").asText())
                .findFirst()
                .orElseThrow();
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
        return find(MANIFESTS, type, "rbd-functions");
    }

    private static Manifest find(List<Manifest> among, String type, String name) {
        return among.stream()
                .filter(manifest -> manifest.is(type) && manifest.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
