package io.rbdfunctions.operation.snapshot;

import static io.rbdfunctions.operation.Outcomes.done;
import static io.rbdfunctions.operation.Outcomes.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rbdfunctions.journal.RecordedJournal;
import io.rbdfunctions.operation.outcome.Refusal;
import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.operation.snapshot.Snapshotted.Action;
import io.rbdfunctions.operation.storageclass.ClassSource;
import io.rbdfunctions.support.SecondLane;
import io.rbdfunctions.support.ceph.Omaps;
import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.Uid;
import io.rbdfunctions.volume.ceph.ImageRef;
import io.rbdfunctions.volume.csi.VolumeUuid;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Snapshots of a recorded volume of ceph-csi, compared with the snapshot that ceph-csi took of it. */
@SecondLane
class SnapshotTest extends SnapshotTestBase {
    @Test
    void aSnapshotIsTheRecordedOne() {
        Snapshotted taken = take();

        assertThat(taken.action()).isEqualTo(Action.CREATED);
        assertThat(taken.image()).isEqualTo(ImageRef.of(pool, IMAGE));
        assertThat(taken.handle()).isEqualTo(handle(UUID));
        assertThat(taken.size()).isEqualTo(Capacity.parse("8Mi"));
        assertThat(taken.ready()).isTrue();
        assertThat(taken.createdAt()).isCloseTo(Instant.now(), within(30, ChronoUnit.SECONDS));
        assertThat(taken.creationTime()).isEqualTo(taken.createdAt().toEpochMilli() * 1_000_000);
        assertThat(withoutIds(outside.all("csi.")))
                .isEqualTo(withoutIds(RecordedJournal.readAll(RECORDING).objects()));
    }

    @Test
    void itsImagesAreAsRecorded() {
        take();

        String info = rbd("info", "--format", "json", pool + "/" + IMAGE);
        assertThat(info)
                .contains("\"features\":[\"layering\",\"deep-flatten\",\"operations\"]")
                .contains("\"op_features\":[\"clone-child\"]", "\"image\":\"%s\"".formatted(SOURCE))
                .contains(
                        "\"id\":\"%s\"".formatted(outside.of("csi.snap." + UUID).get("csi.imageid")));
        assertThat(rbd("snap", "ls", "--all", "--format", "json", pool + "/" + IMAGE))
                .contains("\"name\":\"%s\"".formatted(IMAGE), "\"type\":\"user\"");
        assertThat(rbd("snap", "ls", "--all", "--format", "json", pool + "/" + SOURCE))
                .contains("\"type\":\"trash\",\"original_name\":\"%s\"".formatted(IMAGE));
        assertThat(rbd("image-meta", "ls", "--format", "json", pool + "/" + IMAGE)
                        .strip())
                .isEqualTo(
                        "{\"csi.ceph.com/cluster/name\":\"prod\",\"csi.storage.k8s.io/volumesnapshot/name\":\"alpha-snap\","
                                + "\"csi.storage.k8s.io/volumesnapshot/namespace\":\"default\","
                                + "\"csi.storage.k8s.io/volumesnapshotcontent/name\":\"snapcontent-a94101cb-34b2-45b2-870c-55ceb1355d5f\"}");
    }

    @Test
    void aRetryFindsTheSnapshotEvenWithoutItsVolume() {
        Snapshotted taken = take();
        assertThat(take().action()).isEqualTo(Action.ALREADY_THERE);
        rbd("trash", "mv", pool + "/" + SOURCE);
        outside.remove("csi.volume." + volume.uuid());

        Snapshotted again = take();

        assertThat(again.action()).isEqualTo(Action.ALREADY_THERE);
        assertThat(again.createdAt()).isEqualTo(taken.createdAt());
        assertThat(ceph.rbd("trash", "ls", pool).stdout()).contains(SOURCE);
    }

    @Test
    void aSnapshotOfCephCsiIsFoundUnderItsName() {
        takenByCephCsi();
        VolumeUuid ours = VolumeUuid.of(new Uid("a94101cb-34b2-45b2-870c-55ceb1355d5f"));

        Snapshotted found = done(operations.run(snapshot(NAME, ours, volume)));

        assertThat(found.action()).isEqualTo(Action.ALREADY_THERE);
        assertThat(found.handle()).isEqualTo(handle(UUID));
        assertThat(ceph.images(pool)).containsExactlyInAnyOrder(SOURCE, IMAGE);
    }

    @Test
    void aDryRunChangesNothing() {
        SnapshotRequest request = snapshot();
        Snapshotted foreseen = done(operations.run(new SnapshotRequest(
                request.name(), request.uuid(), request.source(), request.classSource(), null, true)));

        assertThat(foreseen.action()).isEqualTo(Action.WOULD_CREATE);
        assertThat(foreseen.size()).isEqualTo(Capacity.parse("8Mi"));
        assertThat(ceph.images(pool)).containsExactly(SOURCE);
        assertThat(outside.objects("csi.snap")).isEmpty();
    }

    @Test
    void theClassSetsThePoolAndTheNamePrefix() {
        String other = ceph.freshPool();
        Map<String, String> parameters = new HashMap<>(((ClassSource.Given) snapshotClass()).parameters());
        parameters.put("pool", other);
        parameters.put("snapshotNamePrefix", "backup-");

        Snapshotted taken = done(operations.run(
                new SnapshotRequest(NAME, UUID, volume, new ClassSource.Given(parameters), OWNER, false)));

        assertThat(taken.image()).isEqualTo(ImageRef.of(other, "backup-" + UUID));
        assertThat(taken.handle().poolId()).isNotEqualTo(poolId);
        assertThat(Omaps.of(ceph, other).of("csi.snap." + UUID)).containsEntry("csi.source", SOURCE);
    }

    @Test
    void aMissingVolumeIsNotFound() {
        VolumeUuid none = new VolumeUuid("00000000-0000-4000-8000-000000000000");
        assertThat(refusal(snapshot(NAME, UUID, handle(none))))
                .returns(Reason.NOT_FOUND, Refusal::reason)
                .extracting(Refusal::detail)
                .asString()
                .contains("volume " + handle(none), "the journal does not have it");
        rbd("rm", "--no-progress", pool + "/" + SOURCE);
        assertThat(refusal(snapshot()).detail()).contains("rbd image %s/%s does not exist".formatted(pool, SOURCE));
        assertThat(outside.objects("csi.snap")).isEmpty();
    }

    /** Nobody would ask to delete a snapshot that was never reported. */
    @Test
    void nothingIsLeftIfTheVolumeGoesBeforeTheSnapshotIsComplete() {
        outside.set("csi.snap." + UUID, "csi.snapname", NAME.value());
        outside.set("csi.snap." + UUID, "csi.imagename", IMAGE);
        outside.set("csi.snap." + UUID, "csi.source", SOURCE);
        outside.set("csi.snaps.default", "csi.snap." + NAME, UUID.value());
        rbd("rm", "--no-progress", pool + "/" + SOURCE);
        ceph.createImage(pool + "/" + IMAGE, 8);

        assertThat(refusal(snapshot()).reason()).isEqualTo(Reason.NOT_FOUND);

        assertThat(ceph.images(pool)).isEmpty();
        assertThat(outside.objects("csi.snap.")).isEmpty();
        assertThat(outside.of("csi.snaps.default")).isEmpty();
    }

    @Test
    void aNameBelongsToOneVolume() {
        take();
        VolumeUuid block = new VolumeUuid("bfce1ea1-dd5c-46eb-b5dc-c8638515aaf5");
        ceph.createImage(pool + "/csi-vol-" + block, 8);

        assertThat(refusal(snapshot(NAME, UUID, handle(block))))
                .returns(Reason.CONFLICT, Refusal::reason)
                .returns(
                        "the snapshot %s exists already, of %s instead of csi-vol-%s".formatted(NAME, SOURCE, block),
                        Refusal::detail);
    }

    @Test
    void aVolumeWithoutLayeringHasNoSnapshots() {
        rbd("rm", "--no-progress", pool + "/" + SOURCE);
        rbd("create", pool + "/" + SOURCE, "--size", "8M", "--image-feature", "exclusive-lock");

        assertThat(refusal(snapshot()))
                .returns(Reason.INVALID, Refusal::reason)
                .extracting(Refusal::detail)
                .asString()
                .contains("lacks the feature layering");
        assertThat(outside.objects("csi.snap")).isEmpty();
    }

    @Test
    void encryptedVolumesAndSnapshotsAreLeftToCephCsi() {
        takenByCephCsi();
        outside.set("csi.snap." + UUID, "csi.volume.encryptKMS", "vault");
        outside.set("csi.volume." + volume.uuid(), "csi.volume.encryptKMS", "vault");

        assertThat(refusal(snapshot(
                        new ObjectName("other"), new VolumeUuid(UUID.value().replace('1', '2')), volume)))
                .returns(Reason.CONFLICT, Refusal::reason)
                .extracting(Refusal::detail)
                .asString()
                .contains("is encrypted by ceph-csi");
        assertThat(refused(operations.run(deletion())).detail()).contains("is encrypted by ceph-csi");
        assertThat(ceph.images(pool)).contains(IMAGE);
    }

    @Test
    void anImageHasALimitedNumberOfSnapshots() {
        for (int number = 0; number < TestSnapshots.LIMITS.maxOfImage(); number++) {
            rbd("snap", "create", "--no-progress", pool + "/" + SOURCE + "@s" + number);
        }
        assertThat(refusal(snapshot()))
                .returns(Reason.IN_USE, Refusal::reason)
                .extracting(Refusal::detail)
                .asString()
                .startsWith("rbd image %s/%s has 4 snapshots, of at most 4: ".formatted(pool, SOURCE));
        assertThat(outside.objects("csi.snap")).isEmpty();
    }

    @Test
    void theHandleAndTheClassAreOfOneCluster() {
        Map<String, String> parameters = new HashMap<>(((ClassSource.Given) snapshotClass()).parameters());
        parameters.put("clusterID", "c2");
        var request = new SnapshotLookupRequest(handle(UUID), new ClassSource.Given(parameters));
        assertThat(refused(operations.run(request)).reason()).isEqualTo(Reason.INVALID);
    }

    @Test
    void aSnapshotIsFoundByItsHandle() {
        takenByCephCsi();

        SnapshotFound found = done(operations.run(new SnapshotLookupRequest(handle(UUID), snapshotClass())));

        assertThat(found.image()).isEqualTo(ImageRef.of(pool, IMAGE));
        assertThat(found.size()).isEqualTo(Capacity.parse("8Mi"));
        rbd("snap", "rm", "--no-progress", at(IMAGE));
        assertThat(refused(operations.run(new SnapshotLookupRequest(handle(UUID), snapshotClass())))
                        .reason())
                .isEqualTo(Reason.NOT_FOUND);
        assertThat(refused(operations.run(new SnapshotLookupRequest(volume, snapshotClass())))
                        .reason())
                .isEqualTo(Reason.NOT_FOUND);
    }

    private Refusal refusal(SnapshotRequest request) {
        return refused(operations.run(request));
    }
}
