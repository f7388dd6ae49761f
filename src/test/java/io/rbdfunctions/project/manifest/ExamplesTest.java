package io.rbdfunctions.project.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.rbdfunctions.reconcile.schedule.ScheduleTerms;
import io.rbdfunctions.support.manifest.Kustomization;
import io.rbdfunctions.support.manifest.Manifest;
import io.rbdfunctions.support.manifest.ManifestTree;
import io.rbdfunctions.volume.AccessMode;
import io.rbdfunctions.volume.ObjectKey;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.VolumeMode;
import io.rbdfunctions.volume.parameters.ClassParameters;
import io.rbdfunctions.volume.parameters.ParameterReader;
import io.rbdfunctions.volume.parameters.SnapshotParameters;
import io.rbdfunctions.volume.parameters.SnapshotParameters.SnapshotNames;
import io.rbdfunctions.volume.parameters.SnapshotParameters.Use;
import io.rbdfunctions.volume.parameters.VolumeSource;
import io.rbdfunctions.volume.validation.Violations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks that the examples match each other, the installation and the rules of the application. */
class ExamplesTest {
    private static final String CLASS = "storage.k8s.io/v1/StorageClass";

    static Stream<Manifest> classes() {
        return ManifestTree.allExamples().stream().filter(manifest -> manifest.is(CLASS));
    }

    static Stream<Manifest> claims() {
        return ManifestTree.allExamples().stream()
                .filter(manifest -> manifest.is("v1/PersistentVolumeClaim"))
                .distinct();
    }

    @Test
    void thereIsAClassForEachSource() {
        assertThat(classes().map(example -> read(example).source()))
                .hasSize(3)
                .hasAtLeastOneElementOfType(VolumeSource.SecretInTree.class)
                .hasAtLeastOneElementOfType(VolumeSource.Csi.class);
    }

    @ParameterizedTest
    @MethodSource("classes")
    void aClassPassesTheRulesOfTheApplication(Manifest example) {
        Violations violations = new Violations();

        ParameterReader.readClass(completed(example), violations);

        assertThat(violations.all()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("classes")
    void aClassNamesTheInstalledProvisioner(Manifest example) {
        assertThat(FunctionServiceTest.service(ManifestTree.BASE).text("/spec/template/spec/containers/0/env/0/value"))
                .isEqualTo(example.text("/provisioner"));
    }

    @Test
    void theClassOfSnapshotsReadsTheSecretAndTheClusterOfTheVolumes() {
        Manifest snapshots = ManifestTree.examples().stream()
                .filter(manifest -> manifest.is("snapshot.storage.k8s.io/v1/VolumeSnapshotClass"))
                .findFirst()
                .orElseThrow();
        Manifest volumes = classes()
                .filter(example -> parameters(example).containsKey("clusterID") && !isForRook(example))
                .findFirst()
                .orElseThrow();
        Violations violations = new Violations();

        SnapshotParameters.check(parameters(snapshots), violations);
        Map<String, String> read =
                SnapshotParameters.read(parameters(snapshots), Use.TAKE, new SnapshotNames("", "", ""), violations);

        assertThat(violations.all()).isEmpty();
        assertThat(read).hasSize(5);
        assertThat(parameters(volumes)).containsAllEntriesOf(read);
        assertThat(snapshots.text("/driver")).isEqualTo(volumes.text("/provisioner"));
    }

    /** Rook makes its own. */
    @ParameterizedTest
    @MethodSource("classes")
    void thePageHasACommandForEachSecretOfAClass(Manifest example) throws IOException {
        String page = Files.readString(Path.of("docs/ceph.md"));

        assertThat(Stream.of("adminSecret", "userSecret", "nodeStageSecret")
                        .filter(secret -> parameters(example).containsKey(secret + "Name"))
                        .toList())
                .hasSize(isForRook(example) ? 0 : 2)
                .allSatisfy(secret -> assertThat(page)
                        .contains("kubectl -n %s create secret generic %s "
                                .formatted(
                                        example.text("/parameters/%sNamespace".formatted(secret)),
                                        example.text("/parameters/%sName".formatted(secret)))));
    }

    /** A placeholder would replace a key that is already there. */
    @Test
    void noManifestHasASecret() {
        assertThat(ManifestTree.allObjects()).isNotEmpty().noneMatch(manifest -> manifest.is("v1/Secret"));
    }

    @ParameterizedTest
    @MethodSource("classes")
    void theFunctionMayReadTheSecretOfAClass(Manifest example) {
        ObjectKey secret = read(example).cluster().adminSecret();

        assertThat(Stream.of(ManifestTree.BASE, ManifestTree.PLAIN_ROOK)
                        .flatMap(path -> Kustomization.render(path).stream())
                        .filter(manifest -> manifest.is("rbac.authorization.k8s.io/v1/Role")))
                .anyMatch(role -> role.namespace().equals(secret.namespace().value())
                        && role.text("/rules/0/resources/0").equals("secrets")
                        && role.text("/rules/0/resourceNames/0")
                                .equals(secret.name().value()));
    }

    /** Nothing is copied, so that a rotated key and a replaced monitor are followed. */
    @Test
    void theClassForRookNamesItsObjectsOnly() {
        Manifest example = classes().filter(ExamplesTest::isForRook).findFirst().orElseThrow();

        assertThat(parameters(example)).doesNotContainKeys("monitors", "adminId", "userId");
        assertThat(parameters(example))
                .containsEntry("csi.storage.k8s.io/provisioner-secret-name", "rook-csi-rbd-provisioner")
                .containsEntry("csi.storage.k8s.io/node-stage-secret-name", "rook-csi-rbd-node");
        assertThat(Kustomization.render(ManifestTree.PLAIN_ROOK))
                .filteredOn(manifest -> manifest.is("v1/ConfigMap"))
                .extracting(setting -> setting.text("/data/source"))
                .containsExactly("rook-ceph/rook-ceph-csi-config");
    }

    private static boolean isForRook(Manifest example) {
        return parameters(example).containsValue("rook-ceph");
    }

    @ParameterizedTest
    @MethodSource("claims")
    void aClaimRequestsWhatItsClassOffers(Manifest claim) {
        ClassParameters parameters = classes()
                .filter(example -> example.name().equals(claim.text("/spec/storageClassName")))
                .map(ExamplesTest::read)
                .findFirst()
                .orElseThrow();
        VolumeMode mode = claim.text("/spec/volumeMode").equals("Block") ? VolumeMode.BLOCK : VolumeMode.FILESYSTEM;

        assertThat(parameters.source().accessModes(mode))
                .extracting(AccessMode::toString)
                .containsAll(claim.list("/spec/accessModes").stream()
                        .map(JsonNode::asText)
                        .toList());
    }

    @Test
    void aScheduleIsValidAndNamesAClassThatExists() {
        Violations violations = new Violations();
        List<ScheduleTerms> schedules = claims().map(ExamplesTest::claim)
                .flatMap(claim -> ScheduleTerms.of(claim, Map.of(), violations).stream())
                .toList();

        assertThat(violations.all()).isEmpty();
        assertThat(schedules)
                .singleElement()
                .satisfies(terms -> assertThat(ManifestTree.examples())
                        .anyMatch(example -> example.kind().equals("VolumeSnapshotClass")
                                && new ObjectName(example.name()).equals(terms.snapshotClass())));
    }

    private static PersistentVolumeClaim claim(Manifest example) {
        return new PersistentVolumeClaimBuilder()
                .withNewMetadata()
                .withAnnotations(example.at("/metadata/annotations").properties().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey,
                                annotation -> annotation.getValue().asText())))
                .endMetadata()
                .build();
    }

    @Test
    void thereIsAClaimForEachVolumeMode() {
        assertThat(claims().map(claim -> claim.text("/spec/volumeMode"))).containsOnly("Filesystem", "Block");
    }

    private static ClassParameters read(Manifest example) {
        return Objects.requireNonNull(ParameterReader.readClass(completed(example), new Violations()));
    }

    /** With the monitors that the configuration of ceph-csi has, if the class leaves them out. */
    private static Map<String, String> completed(Manifest example) {
        Map<String, String> parameters = new HashMap<>(parameters(example));
        parameters.putIfAbsent("monitors", "10.0.7.52:6789");
        return parameters;
    }

    private static Map<String, String> parameters(Manifest example) {
        return example.at("/parameters").properties().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, parameter -> parameter.getValue().asText()));
    }
}
