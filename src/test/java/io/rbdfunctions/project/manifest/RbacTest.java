package io.rbdfunctions.project.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rbdfunctions.support.manifest.Kustomization;
import io.rbdfunctions.support.manifest.Manifest;
import io.rbdfunctions.support.manifest.ManifestTree;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The roles and bindings grant exactly the required permissions. */
class RbacTest {
    private static final String RBAC = "rbac.authorization.k8s.io/v1/";
    private static final Set<String> CALLERS = Set.of(
            "rbd-functions-operator", "rbd-functions-provisioner", "rbd-functions-viewer", "rbd-functions-events");
    private static final List<String> FUNCTIONS = List.of(
            "/provision",
            "/expand",
            "/delete",
            "/info",
            "/list",
            "/restore",
            "/purge",
            "/snapshot",
            "/clone",
            "/rollback",
            "/convert",
            "/repair",
            "/check",
            "/takeover",
            "/sweep");

    /** The bindings of installations beside those of {@code base}. */
    private static final Map<Path, Integer> MORE_BINDINGS = Map.of(ManifestTree.ATTACHER, 1, ManifestTree.SNAPSHOTS, 2);

    static Stream<Path> installations() {
        return ManifestTree.installations().stream();
    }

    @Test
    void grantsExactlyWhatAnExternalProvisionerNeeds() {
        assertThat(grants(ManifestTree.BASE))
                .containsExactlyInAnyOrder(
                        "rbd-functions: get,list,watch,create,patch,delete persistentvolumes",
                        "rbd-functions: get,list,watch,patch persistentvolumeclaims",
                        "rbd-functions: patch persistentvolumeclaims/status",
                        "rbd-functions: get,list storage.k8s.io/storageclasses",
                        "rbd-functions: get,list storage.k8s.io/volumeattributesclasses",
                        "rbd-functions: get storage.k8s.io/csidrivers",
                        "rbd-functions: get,list storage.k8s.io/csinodes",
                        "rbd-functions: get,list nodes",
                        "rbd-functions: create,patch,list events",
                        "rbd-functions: create authentication.k8s.io/tokenreviews",
                        "rbd-functions: create authorization.k8s.io/subjectaccessreviews",
                        "rbd-functions in rbd-functions: list,create,patch,delete storage.k8s.io/csistoragecapacities",
                        "rbd-functions in kube-system: get secrets [ceph-admin]",
                        "rbd-functions in kube-system: get configmaps [ceph-csi-config]",
                        "rbd-functions-watcher: get,list,watch persistentvolumes",
                        "rbd-functions-watcher: get,list,watch persistentvolumeclaims");
    }

    @Test
    void grantsTheSameWithoutABroker() {
        assertThat(grants(ManifestTree.DIRECT)).containsExactlyInAnyOrderElementsOf(grants(ManifestTree.BASE));
    }

    @Test
    void grantsTheWebhookReadAccessOnly() {
        List<String> more = grants(ManifestTree.ADMISSION);
        more.removeAll(grants(ManifestTree.BASE));

        assertThat(more)
                .containsExactlyInAnyOrder(
                        "rbd-functions-webhook: get storage.k8s.io/storageclasses",
                        "rbd-functions-webhook: get namespaces",
                        "rbd-functions-webhook: list persistentvolumes",
                        "rbd-functions-webhook: list persistentvolumeclaims",
                        "rbd-functions-webhook: create authorization.k8s.io/subjectaccessreviews");
        assertThat(grants(ManifestTree.CERT_MANAGER))
                .containsExactlyInAnyOrderElementsOf(grants(ManifestTree.ADMISSION));
    }

    /** Only installations that take the place of csi-attacher get these, and only for attachments. */
    @Test
    void grantsTheAttacherWhatAnExternalAttacherNeeds() {
        List<String> more = grants(ManifestTree.ATTACHER);
        more.removeAll(grants(ManifestTree.BASE));

        assertThat(more)
                .containsExactlyInAnyOrder(
                        "rbd-functions: get,list,watch,patch storage.k8s.io/volumeattachments",
                        "rbd-functions: patch storage.k8s.io/volumeattachments/status",
                        "rbd-functions-watcher: get,list,watch storage.k8s.io/volumeattachments");
        List<String> watching = grants(ManifestTree.PLAIN_ATTACHER);
        watching.removeAll(grants(ManifestTree.PLAIN_REPLICATED));
        more.removeIf(grant -> grant.startsWith("rbd-functions-watcher"));
        assertThat(watching).containsExactlyInAnyOrderElementsOf(more);
        assertThat(ManifestTree.kustomizations())
                .filteredOn(path -> grants(path).toString().contains("patch storage.k8s.io/volumeattachments"))
                .containsExactlyInAnyOrder(ManifestTree.ATTACHER, ManifestTree.PLAIN_ATTACHER, ManifestTree.ROOK);
    }

    /** Only installations that take the place of csi-snapshotter get these. */
    @Test
    void grantsWhatSnapshotsNeed() {
        List<String> more = grants(ManifestTree.SNAPSHOTS);
        more.removeAll(grants(ManifestTree.BASE));

        assertThat(more)
                .containsExactlyInAnyOrder(
                        "rbd-functions: get,list,watch,patch snapshot.storage.k8s.io/volumesnapshotcontents",
                        "rbd-functions: patch snapshot.storage.k8s.io/volumesnapshotcontents/status",
                        "rbd-functions: get,list snapshot.storage.k8s.io/volumesnapshotclasses",
                        "rbd-functions: get,list,create,delete snapshot.storage.k8s.io/volumesnapshots",
                        "rbd-functions: list storage.k8s.io/volumeattachments",
                        "rbd-functions-watcher: get,list,watch snapshot.storage.k8s.io/volumesnapshotcontents");
        List<String> watching = grants(ManifestTree.PLAIN_SNAPSHOTS);
        watching.removeAll(grants(ManifestTree.PLAIN_REPLICATED));
        more.removeIf(grant -> grant.startsWith("rbd-functions-watcher"));
        assertThat(watching).containsExactlyInAnyOrderElementsOf(more);
        assertThat(ManifestTree.kustomizations())
                .filteredOn(path -> grants(path).toString().contains("volumesnapshot"))
                .containsExactlyInAnyOrder(
                        ManifestTree.SNAPSHOTS,
                        ManifestTree.PLAIN_SNAPSHOTS,
                        ManifestTree.ADDED_SNAPSHOTS,
                        ManifestTree.ADDED_SNAPSHOT_EVENTS);
    }

    @Test
    void grantsWhatSourcesInOtherNamespacesNeed() {
        assertThat(grants(ManifestTree.ACROSS_NAMESPACES))
                .containsExactly("rbd-functions: list gateway.networking.k8s.io/referencegrants");
        assertThat(ManifestTree.kustomizations())
                .filteredOn(path -> grants(path).toString().contains("referencegrants"))
                .containsExactly(ManifestTree.ACROSS_NAMESPACES);
    }

    /** Cluster administrators bind these roles; the manifests do not. */
    @Test
    void offersCallersRolesForEachPathAndBindsNone() {
        List<Manifest> manifests = Kustomization.render(ManifestTree.BASE);

        assertThat(urls(manifests, "rbd-functions-operator")).containsExactlyInAnyOrderElementsOf(FUNCTIONS);
        assertThat(urls(manifests, "rbd-functions-provisioner"))
                .containsExactlyInAnyOrder(
                        "/provision", "/expand", "/snapshot", "/clone", "/check", "/info", "/list", "/convert");
        assertThat(urls(manifests, "rbd-functions-viewer")).containsExactlyInAnyOrder("/info", "/list", "/convert");
        assertThat(urls(manifests, "rbd-functions-events")).containsExactly("/");
        assertThat(urls(manifests, "rbd-functions-viewer", "get")).containsExactly("/");
        assertThat(bindings(manifests).map(binding -> binding.text("/roleRef/name")))
                .noneMatch(CALLERS::contains);
    }

    @Test
    void theExampleOfACallerBindsRolesThatExist() {
        List<Manifest> manifests = Kustomization.render(ManifestTree.BASE);

        assertThat(bindings(ManifestTree.examples()))
                .hasSize(2)
                .allSatisfy(binding -> assertThat(manifests).anyMatch(manifest -> isRoleOf(binding, manifest)));
    }

    private static List<String> urls(List<Manifest> manifests, String role) {
        return urls(manifests, role, "post");
    }

    private static List<String> urls(List<Manifest> manifests, String role, String verb) {
        return manifests.stream()
                .filter(manifest -> manifest.isNamed(RBAC + "ClusterRole", "", role))
                .flatMap(manifest -> manifest.list("/rules").stream())
                .filter(rule -> joined(rule, "verbs").equals(verb))
                .flatMap(rule -> texts(rule, "nonResourceURLs"))
                .toList();
    }

    @Test
    void grantsASiteItsOwnSecretOnly() {
        assertThat(grants(ManifestTree.SITE))
                .contains(
                        "rbd-functions in storage: get secrets [ceph-operator]",
                        "rbd-functions in storage: get configmaps [rook-ceph-csi-config]")
                .noneMatch(grant -> grant.contains("kube-system"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"overlays/plain-rook", "examples/rook"})
    void grantsAnInstallationForRookItsSecretAndConfigMapOnly(String installation) {
        assertThat(grants(ManifestTree.ROOT.resolve(installation)))
                .contains(
                        "rbd-functions in rook-ceph: get secrets [rook-csi-rbd-provisioner]",
                        "rbd-functions in rook-ceph: get configmaps [rook-ceph-csi-config]")
                .noneMatch(grant -> grant.contains("kube-system"));
    }

    @ParameterizedTest
    @MethodSource("installations")
    void bindsExistingAccountsToExistingRoles(Path installation) {
        List<Manifest> manifests = Kustomization.render(installation);

        // One binding per account, one for the Secrets, one for the clusters of ceph-csi, one for capacities, one for
        // attachments, and two for snapshots: of the function and of the source.
        assertThat(bindings(manifests).toList())
                .hasSize(accounts(manifests).size() + 3 + MORE_BINDINGS.getOrDefault(installation, 0))
                .allSatisfy(binding -> {
                    assertThat(manifests).anyMatch(manifest -> isRoleOf(binding, manifest));
                    assertThat(binding.list("/subjects"))
                            .isNotEmpty()
                            .allSatisfy(subject ->
                                    assertThat(manifests).anyMatch(manifest -> isAccount(subject, manifest)));
                });
    }

    @ParameterizedTest
    @MethodSource("installations")
    void runsPodsUnderExistingAccountsOnly(Path installation) {
        List<Manifest> manifests = Kustomization.render(installation);

        assertThat(manifests)
                .flatMap(manifest -> Stream.of(
                                manifest.text("/spec/serviceAccountName"),
                                manifest.text("/spec/template/spec/serviceAccountName"))
                        .filter(account -> !account.isEmpty())
                        .toList())
                .hasSameElementsAs(accounts(manifests))
                .contains("rbd-functions", "rbd-functions-watcher")
                .allSatisfy(account -> assertThat(manifests)
                        .anyMatch(manifest -> manifest.isNamed("v1/ServiceAccount", "rbd-functions", account)));
    }

    /** Each rule of each role, one line per account and resource. */
    private static List<String> grants(Path installation) {
        List<Manifest> manifests = Kustomization.render(installation);
        return bindings(manifests)
                .flatMap(binding -> manifests.stream()
                        .filter(manifest -> isRoleOf(binding, manifest))
                        .flatMap(role -> role.list("/rules").stream())
                        .flatMap(rule -> grants(binding, rule)))
                .collect(Collectors.toList());
    }

    private static Stream<String> grants(Manifest binding, JsonNode rule) {
        String where = binding.namespace().isEmpty() ? "" : " in " + binding.namespace();
        String names = rule.path("resourceNames").isEmpty() ? "" : " [%s]".formatted(joined(rule, "resourceNames"));
        String group = joined(rule, "apiGroups");
        return texts(rule, "resources")
                .map(resource -> "%s%s: %s %s%s%s"
                        .formatted(
                                binding.text("/subjects/0/name"),
                                where,
                                joined(rule, "verbs"),
                                group.isEmpty() ? "" : group + "/",
                                resource,
                                names));
    }

    private static List<String> accounts(List<Manifest> manifests) {
        return manifests.stream()
                .filter(manifest -> manifest.is("v1/ServiceAccount"))
                .map(Manifest::name)
                .toList();
    }

    private static Stream<Manifest> bindings(List<Manifest> manifests) {
        return manifests.stream()
                .filter(manifest -> manifest.is(RBAC + "ClusterRoleBinding") || manifest.is(RBAC + "RoleBinding"));
    }

    private static boolean isRoleOf(Manifest binding, Manifest manifest) {
        String kind = binding.text("/roleRef/kind");
        String namespace = kind.equals("Role") ? binding.namespace() : "";
        return manifest.isNamed(RBAC + kind, namespace, binding.text("/roleRef/name"));
    }

    private static boolean isAccount(JsonNode subject, Manifest manifest) {
        return manifest.isNamed(
                "v1/" + subject.path("kind").asText(),
                subject.path("namespace").asText(),
                subject.path("name").asText());
    }

    private static String joined(JsonNode rule, String field) {
        return String.join(",", texts(rule, field).toList());
    }

    private static Stream<String> texts(JsonNode rule, String field) {
        return StreamSupport.stream(rule.path(field).spliterator(), false).map(JsonNode::asText);
    }
}
