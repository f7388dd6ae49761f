package io.rbdfunctions.operation.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeBuilder;
import io.fabric8.kubernetes.api.model.storage.StorageClassBuilder;
import io.rbdfunctions.journal.snapshot.SnapshotJournal;
import io.rbdfunctions.kubernetes.TestApi;
import io.rbdfunctions.kubernetes.manifest.SampleObjects;
import io.rbdfunctions.operation.TestPools;
import io.rbdfunctions.operation.csi.DynamicVolumes;
import io.rbdfunctions.operation.csi.TestDynamicVolumes;
import io.rbdfunctions.operation.delete.DeleteRequest;
import io.rbdfunctions.operation.delete.DeletionMode;
import io.rbdfunctions.operation.image.ImageTarget;
import io.rbdfunctions.operation.image.PoolContents;
import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.operation.outcome.RefusedException;
import io.rbdfunctions.operation.policy.CallPolicyConfig.Images;
import io.rbdfunctions.operation.policy.CallPolicyConfig.Parameters;
import io.rbdfunctions.operation.repair.RepairRequest;
import io.rbdfunctions.operation.request.ManifestSource;
import io.rbdfunctions.operation.snapshot.call.SnapshotLocator;
import io.rbdfunctions.operation.storageclass.ClassSource;
import io.rbdfunctions.operation.trash.PurgeRequest;
import io.rbdfunctions.process.Command;
import io.rbdfunctions.process.Result;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.ceph.ImageId;
import io.rbdfunctions.volume.ceph.ImageName;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallPolicyTest {
    private static final String OURS = "kubernetes-dynamic-pvc-1c4f";
    private static final ClassSource GIVEN = new ClassSource.Given(TestPools.PARAMETERS);
    private static final ClassSource NAMED = new ClassSource.Named(new ObjectName("rbd"));

    private final TestApi api = new TestApi();
    private String names = "[\"foreign\",\"" + OURS + "\"]";
    private String tags = "{}";
    private int commands;

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void defaultsAllowRequestsWithoutRunningCommands() {
        CallPolicy policy = policy(TestPolicySettings.DEFAULT);

        assertAllowed(() -> policy.requireAllowed(GIVEN));
        assertAllowed(() -> policy.requireAllowed(NAMED));
        assertAllowed(() -> policy.requireOwned(target(OURS)));
        assertThat(commands).isZero();
    }

    @Test
    void parametersCanBeForbidden() {
        CallPolicy policy = policy(TestPolicySettings.DEFAULT.parameters(Parameters.FORBIDDEN));

        assertRefused(() -> policy.requireAllowed(GIVEN), Reason.INVALID, "set storageClassName");
        assertAllowed(() -> policy.requireAllowed(NAMED));
    }

    @Test
    void aListOfClassesForbidsOtherClassesAndParameters() {
        assertAllowed(() -> policy(TestPolicySettings.DEFAULT.classes("rbd")).requireAllowed(NAMED));
        assertRefused(
                () -> policy(TestPolicySettings.DEFAULT.classes("fast")).requireAllowed(NAMED),
                Reason.INVALID,
                "classes does not allow storageclass \"rbd\"");
        assertRefused(
                () -> policy(TestPolicySettings.DEFAULT.classes("rbd")).requireAllowed(GIVEN),
                Reason.INVALID,
                "parameters");
    }

    @Test
    void aListOfPoolsAppliesToParametersAndClasses() {
        makeClass(Map.of("pool", "vms"));
        CallPolicy policy = policy(TestPolicySettings.DEFAULT.pools("kube"));

        assertAllowed(() -> policy.requireAllowed(GIVEN));
        assertRefused(() -> policy.requireAllowed(NAMED), Reason.INVALID, "pools does not allow pool \"vms\"");
    }

    @Test
    void aListOfPoolsAppliesToDataPools() {
        makeClass(Map.of("dataPool", "erasure"));

        assertRefused(
                () -> policy(TestPolicySettings.DEFAULT.pools("kube")).requireAllowed(NAMED),
                Reason.INVALID,
                "\"erasure\"");
        assertAllowed(() ->
                policy(TestPolicySettings.DEFAULT.pools("kube", "erasure")).requireAllowed(NAMED));
    }

    /** It leads to its own class and pool. */
    @Test
    void theClassAndThePoolOfANamedVolumeMustBeAllowed() {
        api.put(new PersistentVolumeBuilder(inTree("pvc-1", "vms", OURS))
                .editSpec()
                .withStorageClassName("fast")
                .endSpec()
                .build());
        var repair = new RepairRequest(new ManifestSource.Named(new ObjectName("pvc-1")), null, false);

        assertAllowed(() -> policy(TestPolicySettings.DEFAULT.parameters(Parameters.FORBIDDEN))
                .check(repair));
        assertAllowed(() -> policy(TestPolicySettings.DEFAULT.classes("fast")).check(repair));
        assertAllowed(() -> policy(TestPolicySettings.DEFAULT.pools("vms")).check(repair));
        assertRefused(
                () -> policy(TestPolicySettings.DEFAULT.classes("rbd")).check(repair),
                Reason.INVALID,
                "does not allow storageclass \"fast\"");
        assertRefused(
                () -> policy(TestPolicySettings.DEFAULT.pools("kube")).check(repair),
                Reason.INVALID,
                "does not allow pool \"vms\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"a\":\"b\"}", "{\"csi.storage.k8s.io/pv/name\":\"pvc-of-ceph-csi\"}"})
    void anImageOfAnotherProgramIsRefused(String found) {
        tags = found;

        assertRefused(
                () -> policy(TestPolicySettings.DEFAULT).requireOwned(target("foreign")),
                Reason.CONFLICT,
                "existingImage");
        assertAllowed(
                () -> policy(TestPolicySettings.DEFAULT.images(Images.ANY)).requireOwned(target("foreign")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rbdfunctions.io/claim-uid", "rbdfunctions.io/adopted"})
    void anAdoptedImageIsAllowed(String tag) {
        tags = "{\"%s\":\"1\"}".formatted(tag);

        assertAllowed(() -> policy(TestPolicySettings.DEFAULT).requireOwned(target("foreign")));
    }

    @Test
    void aMissingImageIsAllowed() {
        names = "[]";

        assertAllowed(() -> policy(TestPolicySettings.DEFAULT).requireOwned(target("foreign")));
    }

    @Test
    void purgeNeedsTheNameOfACreatedImage() {
        CallPolicy policy = policy(TestPolicySettings.DEFAULT);

        assertRefused(() -> policy.requireOwned(purge("1")), Reason.CONFLICT, "restore it");
        assertAllowed(() -> policy.requireOwned(purge("2")));
        assertAllowed(() -> policy.requireOwned(purge("3")));
        assertAllowed(
                () -> policy(TestPolicySettings.DEFAULT.images(Images.ANY)).requireOwned(purge("1")));
    }

    @ParameterizedTest(name = "named {0}: refused {1}")
    @CsvSource({",true", "pvc-2,true", "pvc-1,false"})
    void anImageOfAnotherVolumeIsNotDeleted(@Nullable String named, boolean isRefused) {
        api.put(inTree("pvc-1", "kube", OURS));
        ThrowingCallable check = () -> policy(TestPolicySettings.DEFAULT).requireNoOtherVolume(delete(named));

        if (isRefused) {
            assertRefused(check, Reason.IN_USE, "image kube/" + OURS + " belongs to PersistentVolume pvc-1");
        } else {
            assertAllowed(check);
        }
        assertAllowed(() -> policy(TestPolicySettings.DEFAULT.unchecked()).requireNoOtherVolume(delete(named)));
    }

    @ParameterizedTest(name = "{0} {1} {2} {3}: {4}")
    @CsvSource({
        "rbd.csi.ceph.com,kube,kubernetes-dynamic-pvc-1c4f,,true",
        "rbd.csi.ceph.com,kube,0001-of-ceph-csi,kubernetes-dynamic-pvc-1c4f,true",
        "rook-ceph.rbd.csi.ceph.com,kube,kubernetes-dynamic-pvc-1c4f,,true",
        "rbd.csi.ceph.com,other,kubernetes-dynamic-pvc-1c4f,,false",
        "rbd.csi.ceph.com,kube,another,,false",
        "csi.example.com,kube,kubernetes-dynamic-pvc-1c4f,,false"
    })
    void csiVolumesAreChecked(String driver, String pool, String handle, @Nullable String imageName, boolean isOver) {
        Map<String, String> attributes = new HashMap<>(Map.of("pool", pool));
        if (imageName != null) {
            attributes.put("imageName", imageName);
        }
        api.put(new PersistentVolumeBuilder()
                .withNewMetadata()
                .withName("csi-1")
                .endMetadata()
                .withNewSpec()
                .withNewCsi()
                .withDriver(driver)
                .withVolumeHandle(handle)
                .withVolumeAttributes(attributes)
                .endCsi()
                .endSpec()
                .build());
        ThrowingCallable check = () -> policy(TestPolicySettings.DEFAULT).requireNoOtherVolume(delete(null));

        if (isOver) {
            assertRefused(check, Reason.IN_USE, "csi-1");
        } else {
            assertAllowed(check);
        }
    }

    @Test
    void anImageOfTheSameNameInAnotherNamespaceIsDeleted() {
        api.put(inTree("pvc-1", "kube", OURS));
        makeClass(Map.of("radosNamespace", "team"));
        DeleteRequest inTeam = new DeleteRequest(target(OURS, NAMED), null, new DeletionMode.ByClass(), null, false);

        assertAllowed(() -> policy(TestPolicySettings.DEFAULT).requireNoOtherVolume(inTeam));

        api.put(SampleObjects.ofImage("pvc-2", "kube", "team", OURS));
        assertRefused(
                () -> policy(TestPolicySettings.DEFAULT).requireNoOtherVolume(inTeam),
                Reason.IN_USE,
                "image kube/team/" + OURS + " belongs to PersistentVolume pvc-2");
    }

    @Test
    void aVolumeWithoutAPoolIsInPoolRbd() {
        api.put(inTree("pvc-1", null, OURS));
        makeClass(Map.of("pool", "rbd"));

        assertRefused(
                () -> policy(TestPolicySettings.DEFAULT)
                        .requireNoOtherVolume(
                                new DeleteRequest(target(OURS, NAMED), null, new DeletionMode.ByClass(), null, false)),
                Reason.IN_USE,
                "pvc-1");
        assertAllowed(() -> policy(TestPolicySettings.DEFAULT).requireNoOtherVolume(delete(null)));
    }

    @Test
    void volumesOfOtherImagesAreIgnored() {
        IntStream.range(0, 20).forEach(i -> api.put(inTree("pv-" + i, "kube", "other-" + i)));

        assertAllowed(() -> policy(TestPolicySettings.DEFAULT).requireNoOtherVolume(delete(null)));
    }

    private CallPolicy policy(CallPolicyConfig config) {
        PoolContents contents = TestPools.over(this::run, api);
        DynamicVolumes volumes = TestDynamicVolumes.unused();
        SnapshotLocator snapshots =
                new SnapshotLocator(contents.sessions(), volumes, new SnapshotJournal(volumes.journal()));
        return new CallPolicy(
                config, contents, volumes, new SnapshotPolicy(config, snapshots, api.contents()), api.volumes());
    }

    private Result run(Command command) {
        commands++;
        String line = String.join(" ", command.arguments());
        if (line.startsWith("trash ls")) {
            return new Result(0, "[%s,%s]".formatted(trashed("1", "foreign"), trashed("2", OURS)), "");
        }
        return new Result(0, line.startsWith("image-meta ls") ? tags : names, "");
    }

    private static String trashed(String id, String name) {
        return """
            {"id":"%s","name":"%s","source":"USER","deleted_at":"Mon Nov 23 09:00:00 2026",\
            "status":"expired at Mon Nov 23 09:00:00 2026"}\
            """.formatted(id, name);
    }

    private void makeClass(Map<String, String> more) {
        Map<String, String> parameters = new HashMap<>(TestPools.PARAMETERS);
        parameters.putAll(more);
        api.put(new StorageClassBuilder()
                .withNewMetadata()
                .withName("rbd")
                .endMetadata()
                .withProvisioner(TestPools.config().provisioner())
                .withParameters(parameters)
                .build());
    }

    private static PersistentVolume inTree(String name, @Nullable String pool, String image) {
        return new PersistentVolumeBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withNewSpec()
                .withNewRbd()
                .withPool(pool)
                .withImage(image)
                .endRbd()
                .endSpec()
                .build();
    }

    private static ImageTarget target(String image) {
        return target(image, GIVEN);
    }

    private static ImageTarget target(String image, ClassSource where) {
        return new ImageTarget(new ImageName(image), where);
    }

    private static DeleteRequest delete(@Nullable String volume) {
        return new DeleteRequest(
                target(OURS), volume == null ? null : new ObjectName(volume), new DeletionMode.ByClass(), null, false);
    }

    private static PurgeRequest purge(String id) {
        return new PurgeRequest(new ImageId(id), GIVEN, false, false);
    }

    private static void assertAllowed(ThrowingCallable check) {
        assertThatCode(check).doesNotThrowAnyException();
    }

    private static void assertRefused(ThrowingCallable check, Reason reason, String text) {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(check)
                .withMessageContaining(text)
                .satisfies(refused -> assertThat(refused.refusal().reason()).isEqualTo(reason));
    }
}
