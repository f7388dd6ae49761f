package io.rbdfunctions.operation.convert;

import static io.rbdfunctions.operation.Outcomes.done;
import static io.rbdfunctions.operation.Outcomes.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.CSIPersistentVolumeSource;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.rbdfunctions.operation.CephTest;
import io.rbdfunctions.operation.RequestBuilder;
import io.rbdfunctions.operation.convert.Converted.Action;
import io.rbdfunctions.operation.delete.DeleteRequest;
import io.rbdfunctions.operation.delete.DeletionMode;
import io.rbdfunctions.operation.image.ImageTarget;
import io.rbdfunctions.operation.image.ImageTarget.VolumeRef;
import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.operation.request.ManifestSource;
import io.rbdfunctions.operation.storageclass.ClassSource;
import io.rbdfunctions.support.SecondLane;
import io.rbdfunctions.support.ceph.Omaps;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.ceph.ImageName;
import io.rbdfunctions.volume.csi.VolumeHandle;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

@SecondLane
class DynamicConversionTest extends CephTest {
    private static final String UUID = "96c629c9-2934-458f-99f3-227e8188676e";
    private static final String VOLUME = "pvc-" + UUID;
    private static final String IN_TREE = "kubernetes-dynamic-pvc-" + UUID;
    private static final String DIRECTORY = "csi.volumes.default";

    private final Omaps journal = Omaps.of(ceph, pool);
    private final RequestBuilder request = request()
            .without("userSecretName")
            .parameter("pool", "of-the-class")
            .parameter("clusterID", "c1")
            .parameter("nodeStageSecretName", "stage");

    @Test
    void anImageWhoseNameEndsWithAUuidKeepsItsName() {
        ceph.createImage(pool + "/" + IN_TREE, 8);

        Converted converted = convert(inTree(IN_TREE), false);

        assertThat(converted.action()).isEqualTo(Action.PREPARED);
        assertThat(ceph.images(pool)).containsExactly(IN_TREE);
        assertThat(journal.of(DIRECTORY)).isEqualTo(Map.of("csi.volume." + VOLUME, UUID));
        assertThat(journal.of("csi.volume." + UUID))
                .containsEntry("csi.imagename", IN_TREE)
                .containsEntry("csi.volume.owner", "shop")
                .containsKey("csi.imageid");
        assertThat(csi(converted).getVolumeHandle()).matches("0001-0002-c1-[0-9a-f]{16}-" + UUID);
        assertThat(csi(converted).getVolumeAttributes())
                .containsEntry("imageName", IN_TREE)
                .containsEntry("pool", pool)
                .containsEntry("journalPool", pool)
                .as("by which ceph-csi finds the image without its journal")
                .containsEntry("volumeNamePrefix", "kubernetes-dynamic-pvc-")
                .doesNotContainKey("staticVolume");
        assertThat(csi(converted).getFsType()).isEqualTo("xfs");
    }

    @Test
    void anotherImageIsRenamed() {
        ceph.createImage(pool + "/vm-disk-1", 8);

        Converted planned = convert(inTree("vm-disk-1"), true);

        assertThat(planned.action()).isEqualTo(Action.TO_BE_CONVERTED);
        assertThat(planned.steps()).anyMatch(step -> step.contains("renames it to csi-vol-" + UUID));
        assertThat(ceph.images(pool)).containsExactly("vm-disk-1");
        assertThat(journal.objects("csi.")).isEmpty();

        Converted converted = convert(inTree("vm-disk-1"), false);

        assertThat(converted.persistentVolume()).isEqualTo(planned.persistentVolume());
        assertThat(converted.steps()).noneMatch(step -> step.contains("renames it"));
        assertThat(ceph.images(pool)).containsExactly("csi-vol-" + UUID);
        assertThat(journal.of("csi.volume." + UUID)).containsEntry("csi.imagename", "csi-vol-" + UUID);
        assertThat(convert(inTree("vm-disk-1"), false)).isEqualTo(converted);
    }

    @Test
    void anImageThatIsOpenIsNotRenamed() {
        ceph.createImage(pool + "/vm-disk-1", 8);
        try (var _ = ceph.watch(pool + "/vm-disk-1")) {
            var refusal = refused(operations.run(request(inTree("vm-disk-1"), false)));

            assertThat(refusal.reason()).isEqualTo(Reason.IN_USE);
        }
        assertThat(ceph.images(pool)).containsExactly("vm-disk-1");
        assertThat(journal.objects("csi.")).isEmpty();
    }

    /** The journal does not disturb a client. */
    @Test
    void anImageThatKeepsItsNameMayBeOpen() {
        ceph.createImage(pool + "/" + IN_TREE, 8);
        try (var _ = ceph.watch(pool + "/" + IN_TREE)) {
            assertThat(convert(inTree(IN_TREE), false).action()).isEqualTo(Action.PREPARED);
        }
    }

    @Test
    void aStaticVolumeBecomesADynamicOne() {
        ceph.createImage(pool + "/" + IN_TREE, 8);
        PersistentVolume made = volume(done(
                operations.run(new ConvertRequest(new ManifestSource.Given(inTree(IN_TREE)), source(), false, false))));
        assertThat(made.getSpec().getCsi().getVolumeHandle()).isEqualTo(IN_TREE);

        Converted converted = convert(made, false);

        assertThat(VolumeHandle.isOne(csi(converted).getVolumeHandle())).isTrue();
        assertThat(convert(volume(converted), false).action()).isEqualTo(Action.ALREADY_CONVERTED);
    }

    @Test
    void aConvertedVolumeIsDeletedWithItsJournal() {
        ceph.createImage(pool + "/" + IN_TREE, 8);
        VolumeHandle handle =
                VolumeHandle.parse(csi(convert(inTree(IN_TREE), false)).getVolumeHandle());
        request.parameter("pool", pool);
        var target = new ImageTarget(new ImageName(IN_TREE), source(), new VolumeRef(new ObjectName(VOLUME), handle));

        done(operations.run(new DeleteRequest(target, null, new DeletionMode.Permanent(), null, false)));

        assertThat(ceph.images(pool)).isEmpty();
        assertThat(journal.all("csi.")).isEqualTo(Map.of(DIRECTORY, Map.of()));
    }

    @Test
    void aMissingImageIsNotEnteredIntoTheJournal() {
        assertThat(refused(operations.run(request(inTree(IN_TREE), false))).reason())
                .isEqualTo(Reason.NOT_FOUND);
        assertThat(journal.objects("csi.")).isEmpty();
    }

    @Test
    void anotherVolumeInTheJournalIsKept() {
        String other = "6b23aa07-5d5a-4b8a-a4af-c265031d9c4b";
        ceph.createImage(pool + "/" + IN_TREE, 8);
        journal.set(DIRECTORY, "csi.volume." + VOLUME, other);
        journal.set("csi.volume." + other, "csi.volname", VOLUME);
        journal.set("csi.volume." + other, "csi.imagename", "csi-vol-" + other);
        var before = journal.all("csi.");

        var refusal = refused(operations.run(request(inTree(IN_TREE), false)));

        assertThat(refusal.reason()).isEqualTo(Reason.CONFLICT);
        assertThat(refusal.detail()).contains("csi-vol-" + other, IN_TREE);
        assertThat(journal.all("csi.")).isEqualTo(before);
    }

    private Converted convert(PersistentVolume volume, boolean dryRun) {
        return done(operations.run(request(volume, dryRun)));
    }

    private ConvertRequest request(PersistentVolume volume, boolean dryRun) {
        return new ConvertRequest(new ManifestSource.Given(volume), source(), true, dryRun);
    }

    private ClassSource source() {
        return new ClassSource.Given(request.parameters());
    }

    private PersistentVolume inTree(String image) {
        return new PersistentVolumeBuilder()
                .withNewMetadata()
                .withName(VOLUME)
                .endMetadata()
                .withNewSpec()
                .withCapacity(Map.of("storage", new Quantity("8Mi")))
                .withAccessModes("ReadWriteOnce")
                .withPersistentVolumeReclaimPolicy("Delete")
                .withNewClaimRef()
                .withNamespace("shop")
                .withName("data")
                .withUid(UUID)
                .endClaimRef()
                .withNewRbd()
                .withImage(image)
                .withPool(pool)
                .withMonitors(ceph.monitors().split(","))
                .withFsType("xfs")
                .endRbd()
                .endSpec()
                .build();
    }

    private static PersistentVolume volume(Converted converted) {
        return Objects.requireNonNull(converted.persistentVolume());
    }

    private static CSIPersistentVolumeSource csi(Converted converted) {
        return volume(converted).getSpec().getCsi();
    }
}
