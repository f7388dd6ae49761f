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
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.VolumeMode;
import io.rbdfunctions.volume.parameters.ClassParameters;
import io.rbdfunctions.volume.parameters.ParameterReader;
import io.rbdfunctions.volume.parameters.SnapshotParameters;
import io.rbdfunctions.volume.parameters.SnapshotParameters.SnapshotNames;
import io.rbdfunctions.volume.parameters.SnapshotParameters.Use;
import io.rbdfunctions.volume.parameters.VolumeSource;
import io.rbdfunctions.volume.validation.Violations;
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
        return ManifestTree.examples().stream().filter(manifest -> manifest.is(CLASS));
    }

    static Stream<Manifest> claims() {
        return ManifestTree.examples().stream().filter(manifest -> manifest.is("v1/PersistentVolumeClaim"));
    }

    static Stream<Manifest> secrets() {
        return ManifestTree.examples().stream().filter(manifest -> manifest.is("v1/Secret"));
    }

    @Test
    void thereIsAClassForEachSource() {
        assertThat(classes().map(example -> read(example).source()))
                .hasSize(2)
                .hasAtLeastOneElementOfType(VolumeSource.SecretInTree.class)
                .hasAtLeastOneElementOfType(VolumeSource.Csi.class);
    }

    @ParameterizedTest
    @MethodSource("classes")
    void aClassPassesTheRulesOfTheApplication(Manifest example) {
        Violations violations = new Violations();

        ParameterReader.readClass(parameters(example), violations);

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
                .filter(example -> parameters(example).containsKey("clusterID"))
                .findFirst()
                .orElseThrow();
        Violations violations = new Violations();

        SnapshotParameters.check(parameters(snapshots), violations);
        Map<String, String> read =
                SnapshotParameters.read(parameters(snapshots), Use.TAKE, new SnapshotNames("", "", ""), violations);

        assertThat(violations.all()).isEmpty();
        assertThat(read).hasSize(4);
        assertThat(parameters(volumes)).containsAllEntriesOf(read);
        assertThat(snapshots.text("/driver")).isEqualTo(volumes.text("/provisioner"));
    }

    @ParameterizedTest
    @MethodSource("classes")
    void theSecretsOfAClassExist(Manifest example) {
        assertThat(Stream.of("adminSecret", "userSecret", "nodeStageSecret")
                        .filter(secret -> parameters(example).containsKey(secret + "Name"))
                        .toList())
                .hasSize(2)
                .allSatisfy(secret -> assertThat(secrets())
                        .anyMatch(manifest -> manifest.isNamed(
                                "v1/Secret",
                                example.text("/parameters/%sNamespace".formatted(secret)),
                                example.text("/parameters/%sName".formatted(secret)))));
    }

    @ParameterizedTest
    @MethodSource("classes")
    void theFunctionMayReadTheAdminSecretOfAClass(Manifest example) {
        List<Manifest> roles = Kustomization.render(ManifestTree.BASE).stream()
                .filter(manifest -> manifest.is("rbac.authorization.k8s.io/v1/Role"))
                .toList();

        assertThat(roles)
                .anyMatch(role -> role.namespace().equals(example.text("/parameters/adminSecretNamespace"))
                        && role.text("/rules/0/resourceNames/0").equals(example.text("/parameters/adminSecretName")));
    }

    /** Nor a key that was inserted for a trial. */
    @ParameterizedTest
    @MethodSource("secrets")
    void aSecretContainsNoKey(Manifest example) {
        String key = Stream.of("key", "userKey")
                .map(name -> example.text("/stringData/" + name))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining());

        assertThat(key).startsWith("PUT-THE-KEY-OF-").endsWith("-HERE");
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
        return Objects.requireNonNull(ParameterReader.readClass(parameters(example), new Violations()));
    }

    private static Map<String, String> parameters(Manifest example) {
        return example.at("/parameters").properties().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, parameter -> parameter.getValue().asText()));
    }
}
