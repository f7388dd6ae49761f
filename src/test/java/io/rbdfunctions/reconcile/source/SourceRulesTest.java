package io.rbdfunctions.reconcile.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.rbdfunctions.kubernetes.manifest.ClaimView;
import io.rbdfunctions.kubernetes.manifest.SampleObjects;
import io.rbdfunctions.kubernetes.snapshot.SampleContent;
import io.rbdfunctions.kubernetes.snapshot.SnapshotContentView;
import io.rbdfunctions.kubernetes.snapshot.VolumeSnapshotView;
import io.rbdfunctions.operation.clone.DataSource;
import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.operation.outcome.RefusedException;
import io.rbdfunctions.volume.csi.VolumeHandle;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract of the CSI external-provisioner about the sources of claims, one row for each rule. */
class SourceRulesTest {
    private static final String KEEPER = "provisioner.storage.kubernetes.io/volumesnapshot-as-source-protection";
    private static final String NOW = "2026-11-30T07:00:00Z";
    private static final PersistentVolumeClaim CLAIM = SampleObjects.claim()
            .editMetadata()
            .withName("restored")
            .endMetadata()
            .editSpec()
            .editResources()
            .withRequests(Map.of("storage", new Quantity("2Gi")))
            .endResources()
            .endSpec()
            .build();

    /** A failure and whether waiting helps. */
    record Failure(String words, boolean isPassing) {}

    @Test
    void aReadySnapshotIsTheSource() {
        assertThat(fromSnapshot(CLAIM, snapshot(_ -> {}), SampleContent.taken()))
                .isEqualTo(new DataSource.OfSnapshot(VolumeHandle.parse(SampleContent.HANDLE)));
    }

    static Stream<Arguments> snapshots() {
        return Stream.of(
                row("is being deleted", snapshot(meta -> meta.setDeletionTimestamp(NOW)), later("is being deleted")),
                row("is not bound", status("boundVolumeSnapshotContentName", ""), later("is not bound to a")),
                row("is not ready", status("readyToUse", false), later("is not ready to use yet")),
                row(
                        "is larger than the claim",
                        status("restoreSize", "3Gi"),
                        never("requests 2048Mi, which is less than the 3072Mi of VolumeSnapshot default/alpha-snap")),
                arguments(
                        "whose content belongs to another driver",
                        snapshot(_ -> {}),
                        SampleContent.taken().spec("driver", "rbd.csi.ceph.com"),
                        never("belongs to another driver than rbdfunctions.io/rbd")),
                arguments(
                        "whose content is bound to another",
                        snapshot(meta -> meta.setUid("other")),
                        SampleContent.taken(),
                        later("is not bound to VolumeSnapshot default/alpha-snap")),
                arguments(
                        "whose content has no handle",
                        snapshot(_ -> {}),
                        SampleContent.toTake(),
                        later("has no snapshotHandle yet")),
                arguments(
                        "with a handle of another driver",
                        snapshot(_ -> {}),
                        SampleContent.taken().status(Map.of("snapshotHandle", "snap-1")),
                        never("has the snapshotHandle of another driver")),
                arguments(
                        "of another volume mode",
                        snapshot(_ -> {}),
                        SampleContent.taken().spec("sourceVolumeMode", "Block"),
                        never("is of a volume of the mode Block, and the claim requests Filesystem")));
    }

    @ParameterizedTest(name = "a snapshot that {0}")
    @MethodSource("snapshots")
    void aSnapshotMustBe(String name, VolumeSnapshotView snapshot, SampleContent content, Failure failure) {
        assertFails(failure, () -> fromSnapshot(CLAIM, snapshot, content));
    }

    @Test
    void aSnapshotThatIsKeptForClaimsMayBeDeleted() {
        var kept = snapshot(meta -> {
            meta.setDeletionTimestamp(NOW);
            meta.getFinalizers().add(KEEPER);
        });

        assertThat(fromSnapshot(CLAIM, kept, SampleContent.taken())).isInstanceOf(DataSource.OfSnapshot.class);
    }

    @Test
    void anAnnotationAllowsAnotherVolumeMode() {
        GenericKubernetesResource content =
                SampleContent.taken().spec("sourceVolumeMode", "Block").build();
        content.getMetadata().getAnnotations().put("snapshot.storage.kubernetes.io/allow-volume-mode-change", "true");

        assertThat(SourceRules.check(
                        new ClaimView(CLAIM),
                        "default/alpha-snap",
                        snapshot(_ -> {}),
                        new SnapshotContentView(content),
                        SampleContent.DRIVER))
                .isInstanceOf(DataSource.OfSnapshot.class);
    }

    @Test
    void aBoundClaimIsTheSource() {
        assertThat(fromClaim(CLAIM, SampleObjects.bound().build(), volume(volume -> volume)))
                .isEqualTo(new DataSource.OfVolume(VolumeHandle.parse(SampleContent.VOLUME)));
    }

    static Stream<Arguments> claims() {
        return Stream.of(
                arguments(
                        "is pending",
                        source(claim -> claim.editStatus().withPhase("Pending").endStatus()),
                        volume(volume -> volume),
                        later("is not bound yet")),
                arguments(
                        "is being deleted",
                        source(claim ->
                                claim.editMetadata().withDeletionTimestamp(NOW).endMetadata()),
                        volume(volume -> volume),
                        later("is being deleted")),
                arguments(
                        "has no class",
                        source(claim ->
                                claim.editSpec().withStorageClassName("").endSpec()),
                        volume(volume -> volume),
                        never("has no StorageClass")),
                arguments(
                        "has another volume mode",
                        source(claim -> claim.editSpec().withVolumeMode("Block").endSpec()),
                        volume(volume -> volume),
                        never("has the volume mode Block, and the claim requests Filesystem")),
                arguments(
                        "is larger than the claim",
                        source(claim -> claim),
                        volume(volume -> volume.editSpec()
                                .withCapacity(Map.of("storage", new Quantity("3Gi")))
                                .endSpec()),
                        never("less than the 3072Mi of PersistentVolumeClaim default/data-1")),
                arguments(
                        "has the volume of another claim",
                        source(claim -> claim),
                        volume(volume -> volume.editSpec()
                                .editClaimRef()
                                .withUid("other")
                                .endClaimRef()
                                .endSpec()),
                        later("is not bound to PersistentVolume")),
                arguments(
                        "has a volume of another driver",
                        source(claim -> claim),
                        volume(volume -> volume.editSpec()
                                .editCsi()
                                .withDriver("ebs.csi.aws.com")
                                .endCsi()
                                .endSpec()),
                        never("no dynamic volume of ceph-csi")),
                arguments(
                        "has an in-tree volume",
                        source(claim -> claim),
                        SampleObjects.volume("Bound").build(),
                        never("no dynamic volume of ceph-csi")));
    }

    @ParameterizedTest(name = "a claim that {0}")
    @MethodSource("claims")
    void aClaimMustBe(String name, PersistentVolumeClaim source, PersistentVolume volume, Failure failure) {
        assertFails(failure, () -> fromClaim(CLAIM, source, volume));
    }

    @Test
    void aClaimThatIsKeptForClonesMayBeDeleted() {
        PersistentVolumeClaim source = source(claim -> claim.editMetadata()
                .withDeletionTimestamp(NOW)
                .withFinalizers(ClaimView.CLONING_PROTECTION)
                .endMetadata());

        assertThat(fromClaim(CLAIM, source, volume(volume -> volume))).isInstanceOf(DataSource.OfVolume.class);
    }

    private static DataSource fromSnapshot(
            PersistentVolumeClaim claim, VolumeSnapshotView snapshot, SampleContent content) {
        SourceRules.requireUsable("default/alpha-snap", snapshot);
        return SourceRules.check(
                new ClaimView(claim),
                "default/alpha-snap",
                snapshot,
                new SnapshotContentView(content.build()),
                SampleContent.DRIVER);
    }

    private static DataSource fromClaim(
            PersistentVolumeClaim claim, PersistentVolumeClaim source, PersistentVolume volume) {
        SourceRules.requireUsable(source);
        return SourceRules.check(new ClaimView(claim), source, volume);
    }

    private static void assertFails(Failure expected, Runnable check) {
        RefusedException failure = catchThrowableOfType(RefusedException.class, check::run);
        assertThat(failure.refusal().detail()).contains(expected.words());
        assertThat(failure.refusal().reason()).isEqualTo(expected.isPassing() ? Reason.NOT_FOUND : Reason.CONFLICT);
    }

    private static Failure later(String words) {
        return new Failure(words, true);
    }

    private static Failure never(String words) {
        return new Failure(words, false);
    }

    private static Arguments row(String name, VolumeSnapshotView snapshot, Failure failure) {
        return arguments(name, snapshot, SampleContent.taken(), failure);
    }

    private static VolumeSnapshotView status(String field, Object value) {
        VolumeSnapshotView view = snapshot(_ -> {});
        Map<String, Object> status = new TreeMap<>(view.snapshot().<Map<String, Object>>get("status"));
        status.put(field, value);
        view.snapshot().setAdditionalProperty("status", status);
        return view;
    }

    private static VolumeSnapshotView snapshot(Consumer<ObjectMeta> change) {
        GenericKubernetesResource snapshot = new GenericKubernetesResourceBuilder()
                .withNewMetadata()
                .withNamespace("default")
                .withName("alpha-snap")
                .withUid(SampleContent.SNAPSHOT_UID)
                .endMetadata()
                .addToAdditionalProperties(
                        "status",
                        Map.of(
                                "boundVolumeSnapshotContentName",
                                "snapcontent-" + SampleContent.SNAPSHOT_UID,
                                "readyToUse",
                                true,
                                "restoreSize",
                                "2Gi"))
                .build();
        change.accept(snapshot.getMetadata());
        return new VolumeSnapshotView(snapshot);
    }

    private static PersistentVolumeClaim source(UnaryOperator<PersistentVolumeClaimBuilder> change) {
        return change.apply(SampleObjects.bound()).build();
    }

    private static PersistentVolume volume(UnaryOperator<PersistentVolumeBuilder> change) {
        return change.apply(SampleObjects.volume("Bound")
                        .editSpec()
                        .withRbd(null)
                        .withNewCsi()
                        .withDriver("rbd.csi.ceph.com")
                        .withVolumeHandle(SampleContent.VOLUME)
                        .endCsi()
                        .endSpec())
                .build();
    }
}
