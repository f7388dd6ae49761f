package io.rbdfunctions.operation.direct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeBuilder;
import io.fabric8.kubernetes.api.model.storage.StorageClassBuilder;
import io.rbdfunctions.kubernetes.TestApi;
import io.rbdfunctions.operation.ClassSource;
import io.rbdfunctions.operation.DeleteRequest;
import io.rbdfunctions.operation.ImageTarget;
import io.rbdfunctions.operation.Keeping;
import io.rbdfunctions.operation.PurgeRequest;
import io.rbdfunctions.operation.Refusal.Reason;
import io.rbdfunctions.operation.RefusedException;
import io.rbdfunctions.operation.TestPools;
import io.rbdfunctions.operation.TrashId;
import io.rbdfunctions.operation.direct.DirectConfig.Images;
import io.rbdfunctions.operation.direct.DirectConfig.Parameters;
import io.rbdfunctions.process.Command;
import io.rbdfunctions.process.Result;
import io.rbdfunctions.volume.ImageName;
import io.rbdfunctions.volume.ObjectName;
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

class GuardTest {
    private static final String OURS = "kubernetes-dynamic-pvc-1c4f";
    private static final ClassSource GIVEN = new ClassSource.Given(TestPools.PARAMETERS);
    private static final ClassSource NAMED = new ClassSource.Named(new ObjectName("rbd"));

    private final TestApi api = new TestApi();
    private String names = "[\"foreign\",\"" + OURS + "\"]";
    private String tags = "{}";
    private int asked;

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void whatNoSettingForbidsIsAllowedAndNobodyIsAsked() {
        Guard guard = guard(TestSettings.USUAL);

        assertAllowed(() -> guard.requireAllowed(GIVEN));
        assertAllowed(() -> guard.requireAllowed(NAMED));
        assertAllowed(() -> guard.requireOurs(target(OURS)));
        assertThat(asked).isZero();
    }

    @Test
    void parametersMayBeForbidden() {
        Guard guard = guard(TestSettings.USUAL.parameters(Parameters.FORBIDDEN));

        assertRefused(() -> guard.requireAllowed(GIVEN), Reason.INVALID, "name a storageClassName");
        assertAllowed(() -> guard.requireAllowed(NAMED));
    }

    /** Parameters would be a way round the classes. */
    @Test
    void classesMayBeLimitedAndParametersWithThem() {
        assertAllowed(() -> guard(TestSettings.USUAL.classes("rbd")).requireAllowed(NAMED));
        assertRefused(
                () -> guard(TestSettings.USUAL.classes("fast")).requireAllowed(NAMED),
                Reason.INVALID,
                "storageclass \"rbd\" may not be named");
        assertRefused(
                () -> guard(TestSettings.USUAL.classes("rbd")).requireAllowed(GIVEN), Reason.INVALID, "parameters");
    }

    @Test
    void poolsMayBeLimitedWhoeverNamesThem() {
        makeClass(Map.of("pool", "vms"));
        Guard guard = guard(TestSettings.USUAL.pools("kube"));

        assertAllowed(() -> guard.requireAllowed(GIVEN));
        assertRefused(() -> guard.requireAllowed(NAMED), Reason.INVALID, "pool \"vms\" may not be worked in");
    }

    @Test
    void aPoolForDataIsOneToo() {
        makeClass(Map.of("dataPool", "erasure"));

        assertRefused(
                () -> guard(TestSettings.USUAL.pools("kube")).requireAllowed(NAMED), Reason.INVALID, "\"erasure\"");
        assertAllowed(() -> guard(TestSettings.USUAL.pools("kube", "erasure")).requireAllowed(NAMED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"a\":\"b\"}", "{\"csi.storage.k8s.io/pv/name\":\"pvc-of-ceph-csi\"}"})
    void anImageWithoutANameOrTagsOfOursIsNotTouched(String found) {
        tags = found;

        assertRefused(() -> guard(TestSettings.USUAL).requireOurs(target("foreign")), Reason.CONFLICT, "existingImage");
        assertAllowed(() -> guard(TestSettings.USUAL.images(Images.ANY)).requireOurs(target("foreign")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rbdfunctions.io/claim-uid", "rbdfunctions.io/adopted"})
    void anImageThatWasAdoptedIsOurs(String tag) {
        tags = "{\"%s\":\"1\"}".formatted(tag);

        assertAllowed(() -> guard(TestSettings.USUAL).requireOurs(target("foreign")));
    }

    /** That it is deleted already is for the operation to say. */
    @Test
    void anImageThatIsNotThereIsLetBy() {
        names = "[]";

        assertAllowed(() -> guard(TestSettings.USUAL).requireOurs(target("foreign")));
    }

    @Test
    void whatIsPurgedMustHaveANameOfOurs() {
        Guard guard = guard(TestSettings.USUAL);

        assertRefused(() -> guard.requireOurs(purge("1")), Reason.CONFLICT, "restore it");
        assertAllowed(() -> guard.requireOurs(purge("2")));
        assertAllowed(() -> guard.requireOurs(purge("3")));
        assertAllowed(() -> guard(TestSettings.USUAL.images(Images.ANY)).requireOurs(purge("1")));
    }

    @ParameterizedTest(name = "named {0}: refused {1}")
    @CsvSource({",true", "pvc-2,true", "pvc-1,false"})
    void anImageWithAnotherVolumeOverItIsKept(@Nullable String named, boolean isRefused) {
        api.put(inTree("pvc-1", "kube", OURS));
        ThrowingCallable check = () -> guard(TestSettings.USUAL).requireNoOtherVolume(delete(named));

        if (isRefused) {
            assertRefused(check, Reason.IN_USE, "image kube/" + OURS + " is that of PersistentVolume pvc-1");
        } else {
            assertAllowed(check);
        }
        assertAllowed(() -> guard(TestSettings.USUAL.unchecked()).requireNoOtherVolume(delete(named)));
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
    void aCsiVolumeIsOverAnImageToo(
            String driver, String pool, String handle, @Nullable String imageName, boolean isOver) {
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
        ThrowingCallable check = () -> guard(TestSettings.USUAL).requireNoOtherVolume(delete(null));

        if (isOver) {
            assertRefused(check, Reason.IN_USE, "csi-1");
        } else {
            assertAllowed(check);
        }
    }

    @Test
    void aVolumeWithoutAPoolIsInTheUsualOne() {
        api.put(inTree("pvc-1", null, OURS));
        makeClass(Map.of("pool", "rbd"));

        assertRefused(
                () -> guard(TestSettings.USUAL).requireNoOtherVolume(new DeleteRequest(target(OURS, NAMED), false)),
                Reason.IN_USE,
                "pvc-1");
        assertAllowed(() -> guard(TestSettings.USUAL).requireNoOtherVolume(delete(null)));
    }

    @Test
    void volumesOfOtherImagesDoNotMatter() {
        IntStream.range(0, 20).forEach(i -> api.put(inTree("pv-" + i, "kube", "other-" + i)));

        assertAllowed(() -> guard(TestSettings.USUAL).requireNoOtherVolume(delete(null)));
    }

    private Guard guard(DirectConfig config) {
        return new Guard(config, TestPools.over(this::run, api), new OtherVolumes(api.volumes()));
    }

    private Result run(Command command) {
        asked++;
        String line = String.join(" ", command.arguments());
        if (line.startsWith("trash ls")) {
            return new Result(0, "[%s,%s]".formatted(trashed("1", "foreign"), trashed("2", OURS)), "");
        }
        return new Result(0, line.startsWith("image-meta ls") ? tags : names, "");
    }

    private static String trashed(String id, String name) {
        return """
                {"id":"%s","name":"%s","source":"USER","deleted_at":"Mon Nov 23 09:00:00 2026",\
                "status":"expired at Mon Nov 23 09:00:00 2026"}""".formatted(id, name);
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
                target(OURS), volume == null ? null : new ObjectName(volume), new Keeping.ByClass(), null, false);
    }

    private static PurgeRequest purge(String id) {
        return new PurgeRequest(new TrashId(id), GIVEN, false, false);
    }

    private static void assertAllowed(ThrowingCallable check) {
        assertThatCode(check).doesNotThrowAnyException();
    }

    private static void assertRefused(ThrowingCallable check, Reason reason, String words) {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(check)
                .withMessageContaining(words)
                .satisfies(refused -> assertThat(refused.refusal().reason()).isEqualTo(reason));
    }
}
