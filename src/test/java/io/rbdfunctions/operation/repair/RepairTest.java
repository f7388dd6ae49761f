package io.rbdfunctions.operation.repair;

import static io.rbdfunctions.operation.Outcomes.done;
import static io.rbdfunctions.operation.Outcomes.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeBuilder;
import io.rbdfunctions.operation.CephTest;
import io.rbdfunctions.operation.RequestBuilder;
import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.operation.repair.Repaired.Action;
import io.rbdfunctions.operation.request.ManifestSource;
import io.rbdfunctions.operation.storageclass.ClassSource;
import io.rbdfunctions.support.SecondLane;
import io.rbdfunctions.support.ceph.Omaps;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.csi.VolumeHandle;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each half state of a journal, made from outside with the {@code rados} command. */
@SecondLane
class RepairTest extends CephTest {
    private static final String UUID = "96c629c9-2934-458f-99f3-227e8188676e";
    private static final String OTHER_UUID = "6b23aa07-5d5a-4b8a-a4af-c265031d9c4b";
    private static final String NAME = "pvc-" + UUID;
    private static final String IMAGE = "csi-vol-" + UUID;
    private static final String OBJECT = "csi.volume." + UUID;
    private static final String DIRECTORY = "csi.volumes.default";
    private static final String KEY = "csi.volume." + NAME;

    private final Omaps outside = Omaps.of(ceph, pool);
    private PersistentVolume volume = new PersistentVolume();
    private Map<String, Map<String, String>> complete = Map.of();

    @BeforeEach
    void provision() {
        volume = done(operations.run(csiRequest().provision())).persistentVolume();
        complete = outside.all("csi.");
    }

    @Test
    void aCompleteJournalIsLeftAlone() {
        Repaired repaired = repair();

        assertThat(repaired.action()).isEqualTo(Action.COMPLETE);
        assertThat(repaired.missing()).isEmpty();
        assertThat(repaired.image()).hasToString(pool + "/" + IMAGE);
        assertThat(outside.all("csi.")).isEqualTo(complete);
    }

    @Test
    void aMissingJournalIsWritten() {
        outside.remove(OBJECT);
        outside.remove(DIRECTORY);

        Repaired repaired = repair();

        assertThat(repaired.action()).isEqualTo(Action.REPAIRED);
        assertThat(repaired.missing())
                .containsExactly(
                        "the object %s/%s".formatted(pool, OBJECT), "%s in %s/%s".formatted(KEY, pool, DIRECTORY));
        assertThat(outside.all("csi.")).isEqualTo(complete);
        assertThat(repair().action()).isEqualTo(Action.COMPLETE);
    }

    @Test
    void aDryRunWritesNothing() {
        outside.remove(OBJECT);
        var before = outside.all("csi.");

        Repaired repaired = done(operations.run(request(volume, true)));

        assertThat(repaired.action()).isEqualTo(Action.WOULD_REPAIR);
        assertThat(repaired.missing()).containsExactly("the object %s/%s".formatted(pool, OBJECT));
        assertThat(outside.all("csi.")).isEqualTo(before);
    }

    /** The node plugin writes only the id, and ceph-csi can be interrupted before it writes the keys. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anObjectWithoutNameIsCompleted(boolean hasId) {
        List.of("csi.volname", "csi.imagename", "csi.volume.owner").forEach(key -> outside.removeKey(OBJECT, key));
        if (!hasId) {
            outside.removeKey(OBJECT, "csi.imageid");
        }

        assertThat(repair().missing()).contains("csi.volname in %s/%s".formatted(pool, OBJECT));
        assertThat(outside.all("csi.")).isEqualTo(complete);
    }

    @ParameterizedTest
    @ValueSource(strings = {"csi.imagename", "csi.imageid", "csi.volname"})
    void aMissingKeyIsWritten(String key) {
        outside.removeKey(OBJECT, key);

        assertThat(repair().missing()).containsExactly("%s in %s/%s".formatted(key, pool, OBJECT));
        assertThat(outside.all("csi.")).isEqualTo(complete);
    }

    @Test
    void aMissingKeyOfTheDirectoryIsWritten() {
        outside.removeKey(DIRECTORY, KEY);

        assertThat(repair().missing()).containsExactly("%s in %s/%s".formatted(KEY, pool, DIRECTORY));
        assertThat(outside.all("csi.")).isEqualTo(complete);
    }

    @Test
    void theIdOfAnImageThatNoLongerExistsIsReplaced() {
        outside.set(OBJECT, "csi.imageid", "1f2e3d");

        assertThat(repair().missing().getFirst())
                .startsWith("csi.imageid in %s/%s: it has 1f2e3d, but the image has ".formatted(pool, OBJECT));
        assertThat(outside.all("csi.")).isEqualTo(complete);
    }

    @Test
    void theIdOfAnotherImageIsKept() {
        ceph.rbd("create", "--size", "8M", pool + "/other").orFail();
        outside.set(OBJECT, "csi.imageid", id("other"));

        assertUnchanged(Reason.CONFLICT, "records the image with the id " + id("other"), "both exist");
    }

    /** Its administrator may want it back. */
    @Test
    void theIdOfAnImageInTheTrashIsKept() {
        ceph.rbd("create", "--size", "8M", pool + "/other").orFail();
        outside.set(OBJECT, "csi.imageid", id("other"));
        ceph.rbd("trash", "mv", pool + "/other").orFail();

        assertUnchanged(Reason.CONFLICT, "both exist");
    }

    @Test
    void aMissingImageIsRefused() {
        outside.remove(DIRECTORY);
        ceph.rbd("rm", "--no-progress", pool + "/" + IMAGE).orFail();

        assertUnchanged(
                Reason.NOT_FOUND, "the image %s/%s of the volume %s does not exist".formatted(pool, IMAGE, NAME));
    }

    @Test
    void aRenamedImageIsRefusedWithAHint() {
        ceph.rbd("rename", pool + "/" + IMAGE, pool + "/renamed").orFail();

        assertUnchanged(Reason.NOT_FOUND, "does not exist, but the one that its journal records exists");
    }

    /** ceph-csi looks where the journal says. */
    @Test
    void theJournalNamesTheImage() {
        ceph.rbd("rename", pool + "/" + IMAGE, pool + "/prod-" + UUID).orFail();
        outside.set(OBJECT, "csi.imagename", "prod-" + UUID);
        outside.removeKey(DIRECTORY, KEY);

        assertThat(repair().image()).hasToString(pool + "/prod-" + UUID);
        assertThat(outside.of(DIRECTORY)).containsEntry(KEY, UUID);
    }

    @Test
    void theNameOfAnotherVolumeIsKept() {
        outside.set(OBJECT, "csi.volname", "pvc-other");

        assertUnchanged(
                Reason.CONFLICT,
                "the journal object %s/%s belongs to the volume \"pvc-other\", not to %s"
                        .formatted(pool, OBJECT, NAME));
    }

    /** As after a restoration of the PersistentVolume under another name. */
    @Test
    void aVolumeMayHaveAnotherNameIfItsJournalAgreesWithItself() {
        outside.set(OBJECT, "csi.volname", "pvc-other");
        outside.set(DIRECTORY, "csi.volume.pvc-other", UUID);

        assertThat(repair().action()).isEqualTo(Action.COMPLETE);
    }

    @ParameterizedTest
    @ValueSource(strings = {OTHER_UUID, "00000000000000ff/" + UUID, "nonsense"})
    void anotherVolumeInTheDirectoryIsKept(String value) {
        outside.set(DIRECTORY, KEY, value);
        outside.remove(OBJECT);

        assertUnchanged(
                Reason.CONFLICT,
                "the journal object %s/%s maps the volume %s to \"%s\" instead of %s: remove the wrong entry with rados rmomapkey"
                        .formatted(pool, DIRECTORY, NAME, value, UUID));
    }

    /** With the id of its own pool, as for a directory in another pool. */
    @Test
    void theDirectoryMayNameThePool() {
        outside.set(DIRECTORY, KEY, poolId() + "/" + UUID);

        assertThat(repair().action()).isEqualTo(Action.COMPLETE);
    }

    @Test
    void anInvalidValueIsRefused() {
        outside.set(OBJECT, "csi.imagename", "a@b");

        assertUnchanged(Reason.CONFLICT, "invalid image name");
    }

    @Test
    void theKeyOfAnEncryptedVolumeCannotBeKnown() {
        outside.remove(OBJECT);
        volume = attribute("encrypted", "true");

        assertUnchanged(Reason.CONFLICT, "the volume is encrypted", "lacks csi.volume.encryptKMS");
    }

    @Test
    void theDirectoryOfAnEncryptedVolumeIsRepaired() {
        outside.set(OBJECT, "csi.volume.encryptKMS", "vault");
        outside.removeKey(DIRECTORY, KEY);
        volume = attribute("encrypted", "true");

        assertThat(repair().action()).isEqualTo(Action.REPAIRED);
        assertThat(outside.of(OBJECT)).containsEntry("csi.volume.encryptKMS", "vault");
    }

    @Test
    void theGroupOfAMemberCannotBeKnown() {
        ceph.rbd("group", "create", pool + "/group").orFail();
        ceph.rbd("group", "image", "add", pool + "/group", pool + "/" + IMAGE).orFail();
        assertThat(repair().action()).isEqualTo(Action.COMPLETE);
        outside.remove(OBJECT);

        assertUnchanged(Reason.CONFLICT, "belongs to the group %s/group".formatted(pool));
    }

    @Test
    void aVolumeOfAnOlderReleaseDoesNotNameItsImage() {
        outside.remove(OBJECT);
        volume = edit(csi -> csi.editSpec()
                .editCsi()
                .removeFromVolumeAttributes("imageName")
                .endCsi()
                .endSpec());

        assertThat(repair().action()).isEqualTo(Action.REPAIRED);
        assertThat(outside.all("csi.")).isEqualTo(complete);
    }

    /** From the end of the name, ceph-csi takes the uuid when it deletes the volume. */
    @Test
    void aNameWithoutTheUuidIsRefused() {
        outside.remove(OBJECT);
        ceph.rbd("rename", pool + "/" + IMAGE, pool + "/data").orFail();
        volume = attribute("imageName", "data");

        assertUnchanged(Reason.CONFLICT, "does not end with the uuid " + UUID);
    }

    @Test
    void aJournalInAnotherPoolIsRepaired() {
        String journalPool = ceph.freshPool();
        RequestBuilder request =
                csiRequest().parameter("journalPool", journalPool).claim(OTHER_UUID);
        PersistentVolume split = done(operations.run(request.provision())).persistentVolume();
        Omaps directory = Omaps.of(ceph, journalPool);
        var object = outside.of("csi.volume." + OTHER_UUID);
        var key = directory.of(DIRECTORY);
        outside.remove("csi.volume." + OTHER_UUID);
        directory.remove(DIRECTORY);
        var source = new ClassSource.Given(request.parameters());

        done(operations.run(new RepairRequest(new ManifestSource.Given(split), source, false)));

        assertThat(object).containsKey("csi.journalpool");
        assertThat(outside.of("csi.volume." + OTHER_UUID)).isEqualTo(object);
        assertThat(directory.of(DIRECTORY)).isEqualTo(key);
    }

    /** For a caller that may use the pool of the class only. */
    @Test
    void aGivenVolumeMustBeInThePoolOfItsClass() {
        String other = ceph.freshPool();
        var source = new ClassSource.Given(csiRequest().parameter("pool", other).parameters());

        var refusal = refused(operations.run(new RepairRequest(new ManifestSource.Given(volume), source, false)));

        assertThat(refusal.reason()).isEqualTo(Reason.CONFLICT);
        assertThat(refusal.detail()).contains("names the pool " + pool, "the class has the pool " + other);
    }

    @Test
    void aHandleWithAnUnknownPoolIsRefused() {
        volume = edit(csi -> csi.editSpec()
                .editCsi()
                .withVolumeHandle("0001-0002-c1-00000000000fffff-" + UUID)
                .endCsi()
                .endSpec());

        assertUnchanged(Reason.NOT_FOUND, "no pool with the id 1048575");
    }

    @Test
    void aVolumeOfTheApiServerLeadsToItsSecret() {
        outside.remove(OBJECT);
        api.put(edit(named -> named.editMetadata()
                .addToAnnotations("rbdfunctions.io/monitors", ceph.monitors())
                .addToAnnotations("rbdfunctions.io/admin-secret-name", "ceph-admin")
                .addToAnnotations("rbdfunctions.io/admin-secret-namespace", "kube-system")
                .endMetadata()));

        var request = new RepairRequest(new ManifestSource.Named(new ObjectName(NAME)), null, false);

        assertThat(done(operations.run(request)).action()).isEqualTo(Action.REPAIRED);
        assertThat(outside.all("csi.")).isEqualTo(complete);
    }

    @Test
    void aVolumeOfAnotherKindHasNoJournal() {
        PersistentVolume dynamic = volume;
        volume = attribute("staticVolume", "true");
        assertUnchanged(Reason.CONFLICT, "is a static CSI volume", "only dynamic CSI volumes have a journal");

        volume = edit(csi -> csi.editSpec()
                .withCsi(null)
                .withNewRbd()
                .withImage("a")
                .endRbd()
                .endSpec());
        assertUnchanged(Reason.CONFLICT, "is an in-tree volume");

        volume = dynamic;
        volume = edit(csi ->
                csi.editSpec().editCsi().withDriver("ebs.csi.aws.com").endCsi().endSpec());
        assertUnchanged(Reason.CONFLICT, "no volume of a CSI driver for RBD");

        volume = dynamic;
        volume = edit(csi ->
                csi.editSpec().editCsi().withVolumeHandle("0001-c1").endCsi().endSpec());
        assertUnchanged(Reason.INVALID, "invalid handle");
    }

    /** As a caller may send it. */
    @Test
    void anIncompleteManifestIsRefused() {
        PersistentVolume dynamic = volume;
        volume = edit(it -> it.editMetadata().withName(null).endMetadata());
        assertUnchanged(Reason.INVALID, "invalid");

        volume = dynamic;
        volume = edit(
                it -> it.editSpec().editCsi().withVolumeHandle(null).endCsi().endSpec());
        assertUnchanged(Reason.INVALID, "invalid handle");

        volume = dynamic;
        volume = edit(it -> it.editSpec()
                .withNewClaimRef()
                .withNamespace("../x")
                .endClaimRef()
                .endSpec());
        assertUnchanged(Reason.INVALID, "invalid");

        volume = dynamic;
        volume = edit(it ->
                it.editSpec().withNewClaimRef().withName("data").endClaimRef().endSpec());
        assertThat(repair().action()).isEqualTo(Action.COMPLETE);
    }

    private void assertUnchanged(Reason reason, String... words) {
        var before = outside.all("csi.");

        var refusal = refused(operations.run(request(volume, false)));

        assertThat(refusal.detail()).contains(words);
        assertThat(refusal.reason()).isEqualTo(reason);
        assertThat(outside.all("csi.")).isEqualTo(before);
    }

    private Repaired repair() {
        return done(operations.run(request(volume, false)));
    }

    private RepairRequest request(PersistentVolume given, boolean isDryRun) {
        return new RepairRequest(
                new ManifestSource.Given(given),
                new ClassSource.Given(csiRequest().parameters()),
                isDryRun);
    }

    private PersistentVolume attribute(String name, String value) {
        return edit(csi -> csi.editSpec()
                .editCsi()
                .addToVolumeAttributes(name, value)
                .endCsi()
                .endSpec());
    }

    private PersistentVolume edit(UnaryOperator<PersistentVolumeBuilder> change) {
        return change.apply(new PersistentVolumeBuilder(volume)).build();
    }

    private RequestBuilder csiRequest() {
        return request()
                .parameter("clusterID", "c1")
                .parameter("nodeStageSecretName", "stage")
                .parameter("nodeStageSecretNamespace", "nodes")
                .volume(null)
                .claim(UUID);
    }

    private String poolId() {
        return VolumeHandle.parse(volume.getSpec().getCsi().getVolumeHandle())
                .poolId()
                .hex();
    }

    private String id(String image) {
        return ceph.rbd("info", "--format", "json", pool + "/" + image)
                .orFail()
                .stdout()
                .replaceFirst("(?s).*\"id\":\"([0-9a-f]+)\".*", "$1");
    }
}
