package io.rbdfunctions.operation.rollback;

import static io.rbdfunctions.operation.Outcomes.done;
import static io.rbdfunctions.operation.Outcomes.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.storage.VolumeAttachmentBuilder;
import io.rbdfunctions.journal.RecordedImages;
import io.rbdfunctions.kubernetes.secret.TestSecrets;
import io.rbdfunctions.kubernetes.snapshot.SnapshotKinds;
import io.rbdfunctions.operation.OperationsHarness;
import io.rbdfunctions.operation.VolumeOperations;
import io.rbdfunctions.operation.expand.ExpandRequest;
import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.operation.rollback.RolledBack.Action;
import io.rbdfunctions.operation.snapshot.call.SnapshotRequestName;
import io.rbdfunctions.operation.trash.PurgeRequest;
import io.rbdfunctions.operation.trash.Purged;
import io.rbdfunctions.rbd.engine.TestEngine;
import io.rbdfunctions.support.ceph.ImageWatch;
import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.ObjectKey;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.ceph.ImageId;
import io.rbdfunctions.volume.ceph.ImageName;
import io.rbdfunctions.volume.csi.VolumeUuid;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rolls volumes back on a real Ceph. */
class RollbackTest extends RollbackTestBase {
    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"rbd", "librbd"})
    void theDataComeAndGo(String engine) {
        VolumeOperations engineOperations = engine.equals("rbd")
                ? operations
                : OperationsHarness.operations(
                        TestEngine.over(LIBRBD, Duration.ofMillis(500)),
                        TestEngine.objects(LIBRBD),
                        TestEngine.noManager(),
                        TestSecrets.inFiles(ceph.secrets()),
                        api);
        write(1);
        String old = checksum();
        take();
        write(2);
        String young = checksum();
        String id = idOf(SOURCE);

        RolledBack back = done(engineOperations.run(toSnapshot()));

        assertThat(back.action()).isEqualTo(Action.ROLLED_BACK);
        assertThat(back.warnings()).isEmpty();
        assertThat(back.trashId()).isEqualTo(new ImageId(id));
        assertThat(back.expiry()).isCloseTo(Instant.now().plus(TestRollback.RETENTION), within(1, ChronoUnit.MINUTES));
        assertThat(trash()).containsExactly(id + " " + FORMER);
        assertThat(ceph.images(pool)).containsExactly(IMAGE, SOURCE);
        assertThat(recordedId()).isEqualTo(idOf(SOURCE)).isNotEqualTo(id);
        assertThat(checksum()).isEqualTo(old);

        write(3);
        String other = checksum();
        String otherId = idOf(SOURCE);
        RolledBack forth = done(engineOperations.run(toTrashed(new ImageId(id))));

        assertThat(forth.action()).isEqualTo(Action.ROLLED_BACK);
        assertThat(forth.trashId()).isEqualTo(new ImageId(otherId));
        assertThat(idOf(SOURCE)).isEqualTo(id).isEqualTo(recordedId());
        assertThat(checksum()).isEqualTo(young);

        done(engineOperations.run(toTrashed(new ImageId(otherId))));
        assertThat(checksum()).isEqualTo(other);
        assertThat(trash()).containsExactly(id + " " + FORMER);
    }

    @Test
    void theNewImageIsLikeTheOldOne() {
        take();
        rbd("image-meta", "set", pool + "/" + SOURCE, ".rbd.csi.ceph.com/cgroup_qos_max_read_iops", "500");
        rbd("image-meta", "set", pool + "/" + SOURCE, "mine", "kept");
        RecordedImages.Image before = image();

        done(operations.run(toSnapshot()));

        RecordedImages.Image now = image();
        assertThat(now.parent()).isEqualTo("%s@%s false".formatted(IMAGE, IMAGE));
        assertThat(now.size()).isEqualTo(before.size());
        assertThat(now.features()).isEqualTo(before.features());
        assertThat(now.metadata())
                .containsAllEntriesOf(before.metadata())
                .doesNotContainKey("csi.storage.k8s.io/volumesnapshot/name");
        assertThat(now.metadata()).hasSize(before.metadata().size() + 1);
    }

    /** The snapshot is smaller than the volume now. */
    @Test
    void theVolumeKeepsItsSize() {
        take();
        done(operations.run(new ExpandRequest(target(), Capacity.ofMebibytes(32), false)));
        String id = idOf(SOURCE);

        RolledBack back = done(operations.run(toSnapshot()));

        assertThat(back.warnings())
                .containsExactly(
                        "the snapshot has 8Mi, and the volume 32Mi: grow the file system if the node does not, with resize2fs or xfs_growfs");
        assertThat(ceph.sizeOf(pool + "/" + SOURCE)).isEqualTo(32L << 20);

        done(operations.run(new ExpandRequest(target(), Capacity.ofMebibytes(48), false)));
        done(operations.run(toTrashed(new ImageId(id))));
        assertThat(ceph.sizeOf(pool + "/" + SOURCE)).isEqualTo(48L << 20);
    }

    @Test
    void aRepeatedRequestChangesNothing() {
        take();
        RolledBack first = done(operations.run(toSnapshot()));
        write(4);
        String written = checksum();

        RolledBack again = done(operations.run(toSnapshot()));

        assertThat(again.action()).isEqualTo(Action.ALREADY_ROLLED_BACK);
        assertThat(again.trashId()).isEqualTo(first.trashId());
        assertThat(again.expiry()).isCloseTo(first.expiry(), within(2, ChronoUnit.SECONDS));
        assertThat(again.warnings()).singleElement().asString().contains("send a new requestId");
        assertThat(checksum()).isEqualTo(written);
        assertThat(trash()).hasSize(1);

        assertThat(done(operations.run(toSnapshot("2"))).action()).isEqualTo(Action.ROLLED_BACK);
        assertThat(checksum()).isNotEqualTo(written);
        assertThat(trash()).hasSize(2);
        assertThat(done(operations.run(toSnapshot("2"))).action()).isEqualTo(Action.ALREADY_ROLLED_BACK);
        ImageId current = new ImageId(idOf(SOURCE));
        assertThat(done(operations.run(toTrashed(current))).action()).isEqualTo(Action.ALREADY_ROLLED_BACK);
    }

    @Test
    void aDryRunChangesNothing() {
        take();
        String id = idOf(SOURCE);

        RolledBack foreseen = done(operations.run(dry(toSnapshot())));

        assertThat(foreseen.action()).isEqualTo(Action.WOULD_ROLL_BACK);
        assertThat(foreseen.trashId()).isEqualTo(new ImageId(id));
        assertThat(ceph.images(pool)).containsExactly(IMAGE, SOURCE);
        assertThat(idOf(SOURCE)).isEqualTo(id);

        done(operations.run(toSnapshot()));
        assertThat(done(operations.run(dry(toSnapshot()))).action()).isEqualTo(Action.ALREADY_ROLLED_BACK);
        assertThat(done(operations.run(dry(toTrashed(new ImageId(id))))).action())
                .isEqualTo(Action.WOULD_ROLL_BACK);
        assertThat(done(operations.run(dry(toTrashed(new ImageId(idOf(SOURCE))))))
                        .action())
                .isEqualTo(Action.ALREADY_ROLLED_BACK);
    }

    @Test
    void aWatchedVolumeIsRefused() {
        take();
        String id = idOf(SOURCE);
        try (ImageWatch _ = ceph.watch(pool + "/" + SOURCE)) {
            for (RollbackRequest request : new RollbackRequest[] {toSnapshot(), dry(toSnapshot())}) {
                assertThat(refused(operations.run(request)).detail())
                        .matches("rbd image %s/%s is still being used by [0-9.:/]+: unmap it there;.*"
                                .formatted(pool, SOURCE));
            }
        }
        assertThat(idOf(SOURCE)).isEqualTo(id);
        assertThat(ceph.images(pool)).containsExactly(IMAGE, SOURCE);
        assertThat(done(operations.run(toSnapshot())).action()).isEqualTo(Action.ROLLED_BACK);
    }

    @Test
    void anAttachedVolumeIsRefused() {
        take();
        api.put(new VolumeAttachmentBuilder()
                .withNewMetadata()
                .withName("csi-1")
                .endMetadata()
                .withNewSpec()
                .withAttacher("rbd.csi.ceph.com")
                .withNodeName("n1")
                .withNewSource()
                .withPersistentVolumeName(VOLUME.value())
                .endSource()
                .endSpec()
                .build());

        assertThat(refused(operations.run(toSnapshot())).detail())
                .isEqualTo(
                        "volume %s is attached to node n1 by VolumeAttachment csi-1: delete the pods that use it, or scale them down, and wait until it is detached"
                                .formatted(VOLUME));
    }

    @Test
    void withoutThePermissionToListAttachmentsAWarningIsGiven() {
        take();
        api.refuse("/apis/storage.k8s.io/v1/volumeattachments?limit=500", 403);

        assertThat(done(operations.run(toSnapshot())).warnings())
                .singleElement()
                .asString()
                .contains("list VolumeAttachments", "make sure that no pod uses the volume");
    }

    @Test
    void aSnapshotThatSomebodyTookIsKept() {
        take();
        ceph.snapshot(pool + "/" + SOURCE, "mine");
        assertThat(refused(operations.run(toSnapshot())).detail()).contains("has snapshots mine");
        assertThat(ceph.images(pool)).containsExactly(IMAGE, SOURCE);
    }

    @Test
    void lockedGroupedAndEncryptedVolumesAreRefused() {
        take();
        String spec = pool + "/" + SOURCE;
        ceph.lock(spec, "mylock");
        assertThat(refused(operations.run(toSnapshot())).detail()).contains("is locked by");
        String locker =
                rbd("lock", "ls", "--format", "json", spec).replaceFirst("(?s).*\"locker\":\"([^\"]+)\".*", "$1");
        rbd("lock", "rm", spec, "mylock", locker);
        ceph.addToGroup(spec);
        assertThat(refused(operations.run(toSnapshot())).detail()).contains("belongs to a group");
        rbd("group", "image", "rm", pool + "/g", spec);
        outside.set("csi.volume." + volume.uuid(), "csi.volume.encryptKMS", "kms");
        assertThat(refused(operations.run(toSnapshot())).detail()).contains("is encrypted by ceph-csi");
    }

    @Test
    void onlyTheVolumesOwnSnapshotsAreAccepted() {
        take();
        VolumeUuid none = new VolumeUuid("00000000-0000-0000-0000-000000000000");
        assertThat(refused(operations.run(request(new RollbackSource.OfSnapshot(handle(none)), null))))
                .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(Reason.NOT_FOUND))
                .satisfies(refusal -> assertThat(refusal.detail()).contains("the journal does not have it"));
        outside.set("csi.snap." + UUID, "csi.source", "csi-vol-other");

        assertThat(refused(operations.run(toSnapshot())).detail())
                .isEqualTo(
                        "snapshot %s is one of rbd image csi-vol-other, not of %s: a volume goes back to its own snapshots only; restore others to a new volume"
                                .formatted(handle(UUID), SOURCE));
    }

    @Test
    void onlyTheVolumesOwnImagesAreAccepted() {
        take();
        for (String name : new String[] {"other", FORMER}) {
            ceph.createImage(pool + "/" + name, 8);
            rbd("image-meta", "set", pool + "/" + name, "csi.storage.k8s.io/pv/name", "pvc-other");
            ImageId id = new ImageId(idOf(name));
            rbd("trash", "mv", pool + "/" + name);
            assertThat(refused(operations.run(toTrashed(id))).detail())
                    .isEqualTo(
                            "image %s (%s) in the trash was not the image of volume %s, but that of pvc-other: a volume goes back to its own images only; restore others"
                                    .formatted(name, id, VOLUME));
        }
        assertThat(refused(operations.run(toTrashed(new ImageId("abc")))).detail())
                .contains("has no image with the id abc");
    }

    @Test
    void aVolumeOutsideTheJournalIsRefused() {
        ceph.createImage(pool + "/plain", 8);
        var target =
                request().parameter("clusterID", "c1").image("plain").delete().target();
        assertThat(refused(operations.run(
                                new RollbackRequest(target, new RollbackSource.OfSnapshot(handle(UUID)), null, false)))
                        .detail())
                .contains("/plain is not that of a dynamic volume, and only these have snapshots and clones");
    }

    @Test
    void theClassSaysHowLongTheImageBeforeIsKept() {
        take();
        var target = request()
                .parameter("clusterID", "c1")
                .parameter("trashRetention", "3d")
                .image(SOURCE)
                .delete()
                .target();
        RolledBack back = done(
                operations.run(new RollbackRequest(target, new RollbackSource.OfSnapshot(handle(UUID)), null, false)));
        assertThat(back.expiry()).isCloseTo(Instant.now().plus(Duration.ofDays(3)), within(1, ChronoUnit.MINUTES));
    }

    /** The image of the snapshot shares its data. */
    @Test
    void theImageBeforeIsPurgedAfterItsSnapshots() {
        take();
        ImageId before =
                Objects.requireNonNull(done(operations.run(toSnapshot())).trashId());
        PurgeRequest purge = new PurgeRequest(before, classSource(), true, false);

        assertThat(ImageName.isPurgeable(FORMER)).isTrue();
        assertThat(refused(operations.run(purge)).detail()).contains("image has snapshots");

        rbd("flatten", "--no-progress", pool + "/" + IMAGE);
        assertThat(done(operations.run(purge)).action()).isEqualTo(Purged.Action.PURGED);
        assertThat(trash()).isEmpty();
    }

    @Test
    void aNewSnapshotAndABackToIt() {
        take();
        done(operations.run(toSnapshot()));
        write(5);
        String second = checksum();
        var uuid = new VolumeUuid("2e14adde-55a8-4ca0-83e5-85ab3ba881b4");
        done(operations.run(snapshot(new ObjectName("snapshot-" + uuid), uuid, volume)));
        write(6);

        done(operations.run(request(new RollbackSource.OfSnapshot(handle(uuid)), null)));

        assertThat(checksum()).isEqualTo(second);
        assertThat(trash()).hasSize(2);
        assertThat(done(operations.run(toSnapshot())).action()).isEqualTo(Action.ROLLED_BACK);
        assertThat(checksum()).isNotEqualTo(second);
    }

    @Test
    void aSnapshotIsNamedByItsNameOrByItsVolumeSnapshot() {
        take();
        var name = new SnapshotRequestName(NAME.value().replaceFirst("^snapshot-", ""));
        assertThat(done(operations.run(dry(request(new RollbackSource.OfNamedSnapshot(name), null))))
                        .action())
                .isEqualTo(Action.WOULD_ROLL_BACK);
        assertThat(refused(operations.run(dry(
                                request(new RollbackSource.OfNamedSnapshot(new SnapshotRequestName("none")), null))))
                        .detail())
                .startsWith("snapshot none not found");
        var key = ObjectKey.of("default", "alpha-snap");
        RollbackRequest byObject = dry(request(new RollbackSource.OfVolumeSnapshot(key), null));
        assertThat(refused(operations.run(byObject)).detail()).isEqualTo("VolumeSnapshot default/alpha-snap not found");
        String uid = Objects.requireNonNull(api.client()
                .genericKubernetesResources(SnapshotKinds.SNAPSHOTS)
                .resource(volumeSnapshot())
                .create()
                .getMetadata()
                .getUid());
        assertThat(refused(operations.run(byObject)).detail())
                .contains("VolumeSnapshot default/alpha-snap is not ready");
        api.client()
                .genericKubernetesResources(SnapshotKinds.CONTENTS)
                .resource(content(uid))
                .create();

        assertThat(done(operations.run(byObject)).action()).isEqualTo(Action.WOULD_ROLL_BACK);
    }

    private static GenericKubernetesResource volumeSnapshot() {
        GenericKubernetesResource snapshot = object("VolumeSnapshot", "alpha-snap");
        snapshot.getMetadata().setNamespace("default");
        snapshot.setAdditionalProperty("status", Map.of("boundVolumeSnapshotContentName", "snapcontent-1"));
        return snapshot;
    }

    private GenericKubernetesResource content(String uid) {
        GenericKubernetesResource content = object("VolumeSnapshotContent", "snapcontent-1");
        content.setAdditionalProperty("spec", Map.of("volumeSnapshotRef", Map.of("uid", uid)));
        content.setAdditionalProperty(
                "status", Map.of("snapshotHandle", handle(UUID).toString()));
        return content;
    }

    private static GenericKubernetesResource object(String kind, String name) {
        var object = new GenericKubernetesResource();
        object.setApiVersion("snapshot.storage.k8s.io/v1");
        object.setKind(kind);
        object.setMetadata(new ObjectMetaBuilder().withName(name).build());
        return object;
    }

    private RecordedImages.Image image() {
        Map<String, RecordedImages.Image> images = RecordedImages.of(ceph, pool);
        return Objects.requireNonNull(images.get(SOURCE));
    }
}
