package io.rbdfunctions.operation.csi;

import static io.rbdfunctions.operation.Outcomes.done;
import static io.rbdfunctions.operation.Outcomes.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.CSIPersistentVolumeSource;
import io.rbdfunctions.operation.CephTest;
import io.rbdfunctions.operation.RequestBuilder;
import io.rbdfunctions.operation.delete.DeleteRequest;
import io.rbdfunctions.operation.delete.Deleted;
import io.rbdfunctions.operation.delete.DeletionMode;
import io.rbdfunctions.operation.expand.ExpandRequest;
import io.rbdfunctions.operation.expand.Expanded;
import io.rbdfunctions.operation.image.ImageNames;
import io.rbdfunctions.operation.image.ImageTarget;
import io.rbdfunctions.operation.image.ImageTarget.VolumeRef;
import io.rbdfunctions.operation.inspect.InspectRequest;
import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.operation.provision.Provisioned;
import io.rbdfunctions.operation.provision.Provisioned.Action;
import io.rbdfunctions.operation.storageclass.ClassSource;
import io.rbdfunctions.support.SecondLane;
import io.rbdfunctions.support.ceph.Omaps;
import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.TrashRetention;
import io.rbdfunctions.volume.ceph.ImageName;
import io.rbdfunctions.volume.csi.VolumeHandle;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@SecondLane
class DynamicVolumesTest extends CephTest {
    private static final String UUID = "96c629c9-2934-458f-99f3-227e8188676e";
    private static final String NAME = "pvc-" + UUID;
    private static final String IMAGE = "csi-vol-" + UUID;
    private static final String DIRECTORY = "csi.volumes.default";

    private final Omaps outside = Omaps.of(ceph, pool);

    @Test
    void aNewVolumeIsAsCephCsiMakesIt() {
        Provisioned provisioned = provision();

        assertThat(provisioned.action()).isEqualTo(Action.CREATED);
        assertThat(provisioned.image()).hasToString(pool + "/" + IMAGE);
        assertThat(outside.all("csi."))
                .isEqualTo(Map.of(
                        DIRECTORY,
                        Map.of("csi.volume." + NAME, UUID),
                        "csi.volume." + UUID,
                        Map.of(
                                "csi.volname",
                                NAME,
                                "csi.imagename",
                                IMAGE,
                                "csi.imageid",
                                id(IMAGE),
                                "csi.volume.owner",
                                "shop")));
        assertThat(done(operations.run(new InspectRequest(target()))).metadata())
                .isEqualTo(Map.of(
                        "csi.ceph.com/cluster/name", "prod",
                        "csi.storage.k8s.io/pv/name", NAME,
                        "csi.storage.k8s.io/pvc/name", "data",
                        "csi.storage.k8s.io/pvc/namespace", "shop"));
        assertThat(provisioned.persistentVolume().getMetadata().getName()).isEqualTo(NAME);
        assertThat(csi(provisioned).getVolumeAttributes())
                .containsEntry("imageName", IMAGE)
                .containsEntry("journalPool", pool)
                .doesNotContainKey("staticVolume");
    }

    @Test
    void aRepetitionFindsTheSameVolume() {
        Provisioned first = provision();
        var journal = outside.all("csi.");

        Provisioned second = provision();

        assertThat(second.action()).isEqualTo(Action.ALREADY_THERE);
        assertThat(second.persistentVolume()).isEqualTo(first.persistentVolume());
        assertThat(outside.all("csi.")).isEqualTo(journal);
    }

    @Test
    void aDryRunForeseesTheHandle() {
        Provisioned foreseen = done(operations.run(csiRequest().dryRun().provision()));

        assertThat(foreseen.action()).isEqualTo(Action.WOULD_CREATE);
        assertThat(outside.objects("csi.")).isEmpty();
        assertThat(provision().persistentVolume()).isEqualTo(foreseen.persistentVolume());
    }

    @Test
    void anImageThatWasReplacedIsRecordedAnew() {
        provision();
        ceph.rbd("rm", "--no-progress", pool + "/" + IMAGE).orFail();

        assertThat(provision().action()).isEqualTo(Action.CREATED);

        assertThat(outside.of("csi.volume." + UUID)).containsEntry("csi.imageid", id(IMAGE));
    }

    /** ceph-csi has a random uuid, so the image of its attempt has another name. */
    @Test
    void anAttemptOfCephCsiIsFinished() {
        String random = "6b23aa07-5d5a-4b8a-a4af-c265031d9c4b";
        outside.set(DIRECTORY, "csi.volume." + NAME, random);
        outside.set("csi.volume." + random, "csi.volname", NAME);
        outside.set("csi.volume." + random, "csi.imagename", "csi-vol-" + random);

        Provisioned provisioned = provision();

        assertThat(provisioned.image()).hasToString(pool + "/csi-vol-" + random);
        assertThat(csi(provisioned).getVolumeHandle()).endsWith(random);
        assertThat(ceph.images(pool)).containsExactly("csi-vol-" + random);
    }

    @Test
    void aVolumeHasTheNamePrefixOfItsClass() {
        RequestBuilder request = csiRequest().parameter("volumeNamePrefix", "prod-");
        Provisioned provisioned = done(operations.run(request.provision()));

        assertThat(provisioned.image()).hasToString(pool + "/prod-" + UUID);
        assertThat(csi(provisioned).getVolumeAttributes()).containsEntry("volumeNamePrefix", "prod-");
    }

    @Test
    void theJournalCanBeInAnotherPool() {
        String journalPool = ceph.freshPool();
        RequestBuilder request = csiRequest().parameter("journalPool", journalPool);
        VolumeHandle handle = handle(done(operations.run(request.provision())));
        Omaps directory = Omaps.of(ceph, journalPool);

        assertThat(directory.of(DIRECTORY))
                .containsEntry("csi.volume." + NAME, handle.poolId().hex() + "/" + UUID);
        ClassSource source = new ClassSource.Given(request.parameters());
        done(operations.run(
                delete(new ImageTarget(new ImageName(IMAGE), source, new VolumeRef(new ObjectName(NAME), handle)))));

        assertThat(directory.of(DIRECTORY)).isEmpty();
        assertThat(outside.objects("csi.")).isEmpty();
        assertThat(ceph.images(pool)).isEmpty();
    }

    @Test
    void nothingIsLeftOfADeletedVolume() {
        VolumeHandle handle = handle(provision());

        assertThat(done(operations.run(delete(target(handle)))).action()).isEqualTo(Deleted.Action.DELETED);
        assertThat(ceph.images(pool)).isEmpty();
        assertThat(outside.all("csi.")).isEqualTo(Map.of(DIRECTORY, Map.of()));
        assertThat(done(operations.run(delete(target(handle)))).action()).isEqualTo(Deleted.Action.ALREADY_GONE);
    }

    @Test
    void aCallThatNamesTheImageDeletesTheJournalToo() {
        provision();

        done(operations.run(delete(target())));

        assertThat(ceph.images(pool)).isEmpty();
        assertThat(outside.all("csi.")).isEqualTo(Map.of(DIRECTORY, Map.of()));
    }

    /** As a call with pvName: the name of the image follows from nothing but the journal. */
    @Test
    void aVolumeIsFoundByItsName() {
        RequestBuilder request = csiRequest().parameter("volumeNamePrefix", "prod-");
        done(operations.run(request.provision()));
        var named = new ImageTarget(
                ImageNames.of(new ObjectName(NAME), null),
                new ClassSource.Given(request.parameters()),
                new VolumeRef(new ObjectName(NAME), null));

        assertThat(done(operations.run(new InspectRequest(named))).image()).hasToString(pool + "/prod-" + UUID);
        assertThat(done(operations.run(new ExpandRequest(named, Capacity.parse("16Mi"), false)))
                        .resized())
                .isTrue();
        assertThat(done(operations.run(delete(named))).action()).isEqualTo(Deleted.Action.DELETED);
        assertThat(ceph.images(pool)).isEmpty();
        assertThat(outside.all("csi.")).isEqualTo(Map.of(DIRECTORY, Map.of()));
        assertThat(done(operations.run(delete(named))).action()).isEqualTo(Deleted.Action.ALREADY_GONE);
    }

    /** The object of the volume goes before its key in the directory. */
    @Test
    void anInterruptedDeletionIsFinished() {
        VolumeHandle handle = handle(provision());
        ceph.rbd("rm", "--no-progress", pool + "/" + IMAGE).orFail();
        outside.remove("csi.volume." + UUID);

        done(operations.run(delete(target(handle))));

        assertThat(outside.all("csi.")).isEqualTo(Map.of(DIRECTORY, Map.of()));
    }

    /** The journal has the name of the image; that in the request is only the usual one. */
    @Test
    void theJournalNamesTheImage() {
        VolumeHandle handle = handle(provision());
        ceph.rbd("rename", pool + "/" + IMAGE, pool + "/renamed-" + UUID).orFail();
        outside.set("csi.volume." + UUID, "csi.imagename", "renamed-" + UUID);

        Expanded expanded = done(operations.run(new ExpandRequest(target(handle), Capacity.parse("16Mi"), false)));
        done(operations.run(delete(target(handle))));

        assertThat(expanded.image()).hasToString(pool + "/renamed-" + UUID);
        assertThat(ceph.images(pool)).isEmpty();
    }

    @Test
    void theTemporaryCloneIsDeletedToo() {
        VolumeHandle handle = handle(provision());
        clonedAsByCephCsi();

        done(operations.run(delete(target(handle))));

        assertThat(ceph.images(pool)).containsExactly("source");
        assertThat(outside.all("csi.")).isEqualTo(Map.of(DIRECTORY, Map.of()));
    }

    @Test
    void theTemporaryCloneGoesToTheTrashWithItsVolume() {
        VolumeHandle handle = handle(provision());
        clonedAsByCephCsi();
        var toTrash = new DeletionMode.ToTrash(TrashRetention.parse("24h"));

        done(operations.run(new DeleteRequest(target(handle), null, toTrash, null, false)));

        assertThat(ceph.images(pool)).containsExactly("source");
        assertThat(ceph.rbd("trash", "ls", pool).orFail().stdout()).contains(IMAGE, IMAGE + "-temp");
    }

    /** {@code source@x -> IMAGE-temp, IMAGE-temp@IMAGE -> IMAGE}, and both snapshots removed. */
    private void clonedAsByCephCsi() {
        ceph.rbd("rm", "--no-progress", pool + "/" + IMAGE).orFail();
        ceph.rbd("create", "--size", "8M", pool + "/source").orFail();
        cloneOf("source", IMAGE + "-temp");
        cloneOf(IMAGE + "-temp", IMAGE);
    }

    private void cloneOf(String source, String clone) {
        String snapshot = "%s/%s@s".formatted(pool, source);
        ceph.rbd("snap", "create", "--no-progress", snapshot).orFail();
        ceph.rbd("clone", "--rbd-default-clone-format", "2", snapshot, pool + "/" + clone)
                .orFail();
        ceph.rbd("snap", "rm", "--no-progress", snapshot).orFail();
    }

    @Test
    void encryptedVolumesAndMembersOfGroupsAreLeftToCephCsi() {
        VolumeHandle handle = handle(provision());
        outside.set("csi.volume." + UUID, "csi.volume.encryptKMS", "vault");

        assertLeftAlone(handle, "is encrypted by ceph-csi");

        outside.set("csi.volume." + UUID, "csi.volume.encryptKMS", "");
        outside.set("csi.volume." + UUID, "csi.groupid", "0001-0002-c1-0000000000000001-" + UUID);

        assertLeftAlone(handle, "belongs to a volume group of ceph-csi");
    }

    private void assertLeftAlone(VolumeHandle handle, String why) {
        var expand = new ExpandRequest(target(handle), Capacity.parse("16Mi"), false);
        for (var outcome : List.of(operations.run(expand), operations.run(delete(target(handle))))) {
            var refusal = refused(outcome);
            assertThat(refusal.reason()).isEqualTo(Reason.CONFLICT);
            assertThat(refusal.detail())
                    .isEqualTo("rbd image %s/%s %s, which is not supported: leave the volume to ceph-csi"
                            .formatted(pool, IMAGE, why));
        }
        assertThat(ceph.images(pool)).containsExactly(IMAGE);
        assertThat(done(operations.run(new InspectRequest(target(handle)))).image())
                .hasToString(pool + "/" + IMAGE);
    }

    /** A pool can be renamed, and the volume still names it by its old name. */
    @Test
    void aVolumeIsFoundInItsPoolByTheIdOfThePool() {
        VolumeHandle handle = handle(provision());
        String other = ceph.freshPool();
        ImageTarget elsewhere = new ImageTarget(
                new ImageName(IMAGE),
                new ClassSource.Given(csiRequest().parameter("pool", other).parameters()),
                new VolumeRef(new ObjectName(NAME), handle));

        assertThat(done(operations.run(new InspectRequest(elsewhere))).image()).hasToString(pool + "/" + IMAGE);
    }

    @Test
    void anImageOfTheJournalIsAdoptedAsADynamicVolume() {
        Provisioned provisioned = provision();
        RequestBuilder request = csiRequest().image(IMAGE);

        Provisioned adopted = done(operations.run(request.provision().forImage(new ImageName(IMAGE))));

        assertThat(adopted.action()).isEqualTo(Action.ADOPTED);
        assertThat(csi(adopted)).isEqualTo(csi(provisioned));
    }

    private Provisioned provision() {
        return done(operations.run(csiRequest().provision()));
    }

    private RequestBuilder csiRequest() {
        return request()
                .parameter("clusterID", "c1")
                .parameter("nodeStageSecretName", "stage")
                .parameter("nodeStageSecretNamespace", "nodes")
                .volume(null)
                .claim(UUID);
    }

    private static DeleteRequest delete(ImageTarget target) {
        return new DeleteRequest(target, null, new DeletionMode.ByClass(), null, false);
    }

    private ImageTarget target() {
        return new ImageTarget(
                new ImageName(IMAGE), new ClassSource.Given(csiRequest().parameters()));
    }

    private ImageTarget target(VolumeHandle handle) {
        return new ImageTarget(
                new ImageName(IMAGE),
                new ClassSource.Given(csiRequest().parameters()),
                new VolumeRef(new ObjectName(NAME), handle));
    }

    private static CSIPersistentVolumeSource csi(Provisioned provisioned) {
        return provisioned.persistentVolume().getSpec().getCsi();
    }

    private static VolumeHandle handle(Provisioned provisioned) {
        return VolumeHandle.parse(csi(provisioned).getVolumeHandle());
    }

    private String id(String image) {
        return ceph.rbd("info", "--format", "json", pool + "/" + image)
                .orFail()
                .stdout()
                .replaceFirst("(?s).*\"id\":\"([0-9a-f]+)\".*", "$1");
    }
}
