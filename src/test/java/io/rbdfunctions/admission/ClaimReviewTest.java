package io.rbdfunctions.admission;

import static io.rbdfunctions.admission.ReviewObjects.bound;
import static io.rbdfunctions.admission.ReviewObjects.claim;
import static io.rbdfunctions.admission.ReviewObjects.pending;
import static io.rbdfunctions.admission.ReviewObjects.storageClass;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.authentication.UserInfo;
import io.fabric8.kubernetes.api.model.authentication.UserInfoBuilder;
import io.rbdfunctions.admission.Verdict.Kind;
import io.rbdfunctions.operation.outcome.TryAgainException;
import io.rbdfunctions.support.SecondLane;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@SecondLane
class ClaimReviewTest {
    private static final Map<String, String> CSI = Map.of("clusterID", "c1", "nodeStageSecretName", "ceph-node");
    private static final UserInfo USER = user("jane");

    private final TestAdmission admission = new TestAdmission();

    @AfterEach
    void close() {
        admission.close();
    }

    @Test
    void acceptsValidClaim() {
        assertThat(created(claim("1Gi"), Map.of()).isAllowed()).isTrue();
    }

    static Stream<Arguments> invalidClaims() {
        return Stream.of(
                Arguments.of(
                        claim("1Gi").editSpec().withAccessModes("ReadWriteMany").endSpec(),
                        "accessModes: invalid AccessModes [ReadWriteMany]: only AccessModes [ReadWriteOnce ReadOnlyMany]"
                                + " are supported"),
                Arguments.of(
                        claim("1Gi").editSpec().withNewSelector().endSelector().endSpec(),
                        "selector: claim Selector is not supported"),
                Arguments.of(
                        claim("1Gi")
                                .editSpec()
                                .withNewDataSource(null, "VolumeSnapshot", "s")
                                .endSpec(),
                        "dataSource: a claim with a data source needs a CSI volume: use a class with clusterID"),
                Arguments.of(
                        claim("1Gi")
                                .editSpec()
                                .withNewDataSourceRef(null, "VolumeSnapshot", "s", "shop")
                                .endSpec(),
                        "dataSource: a claim with a data source needs a CSI volume: use a class with clusterID"),
                Arguments.of(claim("0"), "size: invalid size 0: it must be greater than zero"),
                Arguments.of(claim("-1Gi"), "size: invalid size -1Gi: it must be greater than zero"),
                Arguments.of(claim("8Ei"), "size: invalid size 8Ei: it is too great, overflows int64"),
                Arguments.of(
                        claim("1Gi").editSpec().withResources(null).endSpec(),
                        "size: is missing: set resources.requests.storage"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("invalidClaims")
    void rejectsClaimThatTheProvisionerWouldRefuse(PersistentVolumeClaimBuilder invalid, String message) {
        assertThat(message(created(invalid, Map.of()))).isEqualTo(message);
    }

    @ParameterizedTest(name = "{0}={1} of a class with clusterID {2}: {3}")
    @CsvSource(delimiter = '|', textBlock = """
        rbdfunctions.io/snapshot-schedule | 0 3 * * *  | c1 |
        rbdfunctions.io/snapshot-schedule | none       |    |
        rbdfunctions.io/snapshot-schedule | 0 25 * * * | c1 | invalid snapshot schedule "0 25 * * *"
        rbdfunctions.io/snapshot-schedule | 0 3 * * *  |    | scheduled snapshots need a CSI volume: use a class with clusterID
        rbdfunctions.io/snapshot-keep     | 401        | c1 | invalid number 401 of snapshots
        rbdfunctions.io/snapshot-class    | A          | c1 | invalid name "A"
        """)
    void reviewsTheScheduleOfSnapshots(
            String annotation, String value, @Nullable String clusterId, @Nullable String message) {
        Map<String, String> parameters = clusterId == null ? Map.of() : CSI;
        PersistentVolumeClaimBuilder scheduled =
                claim("1Gi").editMetadata().addToAnnotations(annotation, value).endMetadata();

        Verdict created = created(scheduled, parameters);
        Verdict changed = updated(claim("1Gi").build(), scheduled.build());

        if (message == null) {
            assertThat(created.isAllowed()).isTrue();
            assertThat(changed.isAllowed()).isTrue();
        } else {
            assertThat(message(created)).startsWith("metadata.annotations[%s]: %s".formatted(annotation, message));
            assertThat(message(changed)).isEqualTo(message(created));
            assertThat(updated(scheduled.build(), scheduled.build()).isAllowed())
                    .isTrue();
        }
    }

    @ParameterizedTest(name = "{0}, enabled: {1}, of {2}: {3}")
    @CsvSource(delimiter = '|', textBlock = """
        lab/VolumeSnapshot/s          | true  | readable       |
        lab/PersistentVolumeClaim/c   | true  | readable       |
        shop/VolumeSnapshot/s         | true  | not readable   |
        lab/VolumeSnapshot/s          | true  | not readable   | user jane may not get VolumeSnapshot lab/s
        lab/PersistentVolumeClaim/c   | true  | not readable   | user jane may not get PersistentVolumeClaim lab/c
        lab/VolumeSnapshot/s          | false | readable       | sources in other namespaces are not enabled
        shop/VolumeSnapshot/s         | false | readable       | sources in other namespaces are not enabled
        lab/Backup/b                  | true  | readable       | invalid rbdfunctions.io/data-source "lab/Backup/b": give namespace, kind and name
        lab/VolumeSnapshot            | true  | readable       | invalid rbdfunctions.io/data-source "lab/VolumeSnapshot"
        lab/VolumeSnapshot/s/t        | true  | readable       | invalid rbdfunctions.io/data-source "lab/VolumeSnapshot/s/t"
        lab/VolumeSnapshot/S          | true  | readable       | invalid name "S"
        ''                            | true  | readable       | invalid rbdfunctions.io/data-source ""
        """)
    void aSourceInAnotherNamespaceMustBeReadableForTheCreator(
            String source, boolean isEnabled, String right, @Nullable String message) {
        if (isEnabled) {
            admission.acrossNamespaces();
        }
        if (right.equals("readable")) {
            admission.reviews().permitGet("jane", "volumesnapshots.snapshot.storage.k8s.io lab/s");
            admission.reviews().permitGet("jane", "persistentvolumeclaims lab/c");
        }
        PersistentVolumeClaimBuilder clone = claim("1Gi")
                .editMetadata()
                .addToAnnotations("rbdfunctions.io/data-source", source)
                .endMetadata();

        Verdict created = created(clone, CSI);
        Verdict changed = updated(claim("1Gi").build(), clone.build());

        assertThat(created.isAllowed()).isEqualTo(message == null);
        assertThat(changed.isAllowed()).isEqualTo(message == null);
        if (message != null) {
            assertThat(message(created)).startsWith("dataSource: " + message);
            assertThat(message(changed)).isEqualTo(message(created));
        }
        assertThat(updated(clone.build(), clone.build()).isAllowed()).isTrue();
    }

    @Test
    void nobodyWithoutANameMayUseASourceInAnotherNamespace() {
        PersistentVolumeClaim clone = claim("1Gi")
                .editMetadata()
                .addToAnnotations("rbdfunctions.io/data-source", "lab/VolumeSnapshot/s")
                .endMetadata()
                .build();
        admission.acrossNamespaces().has(storageClass(CSI).build());
        admission.reviews().permitGet("null", "volumesnapshots.snapshot.storage.k8s.io lab/s");

        assertThat(admission
                        .review(new ObjectChange.ClaimCreated(clone, new UserInfo()))
                        .isAllowed())
                .isFalse();
    }

    @Test
    void aClaimHasOneSource() {
        PersistentVolumeClaimBuilder clone = claim("1Gi")
                .editMetadata()
                .addToAnnotations("rbdfunctions.io/data-source", "shop/VolumeSnapshot/s")
                .endMetadata()
                .editSpec()
                .withNewDataSource("snapshot.storage.k8s.io", "VolumeSnapshot", "s")
                .endSpec();

        assertThat(message(created(clone, CSI)))
                .isEqualTo(
                        "dataSource: the claim has two sources, in its spec and in the annotation rbdfunctions.io/data-source: leave out one");
    }

    /** Of the fields, too, where Kubernetes lets them through. */
    @Test
    void aSourceInAnotherNamespaceIsReviewedWhereverItIsNamed() {
        PersistentVolumeClaimBuilder clone = claim("1Gi")
                .editSpec()
                .withNewDataSourceRef("snapshot.storage.k8s.io", "VolumeSnapshot", "s", "lab")
                .endSpec();

        assertThat(message(created(clone, CSI))).contains("are not enabled");
        admission.acrossNamespaces();
        assertThat(message(admission.review(new ObjectChange.ClaimCreated(clone.build(), USER))))
                .contains("user jane may not get VolumeSnapshot lab/s");
    }

    @Test
    void aSourceNeedsCsiVolumes() {
        PersistentVolumeClaimBuilder clone = claim("1Gi")
                .editMetadata()
                .addToAnnotations("rbdfunctions.io/data-source", "shop/VolumeSnapshot/s")
                .endMetadata();
        admission.acrossNamespaces();

        assertThat(message(created(clone, Map.of())))
                .isEqualTo("dataSource: a claim with a data source needs a CSI volume: use a class with clusterID");
    }

    @Test
    void leavesOtherDataSourcesToTheirPopulators() {
        PersistentVolumeClaimBuilder filled = claim("1Gi")
                .editSpec()
                .withNewDataSourceRef("example.com", "Backup", "b", null)
                .endSpec();

        assertThat(created(filled, Map.of()).isAllowed()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "900Ti, 'layering,exclusive-lock,object-map', '', true",
        "1Pi, 'layering,exclusive-lock,object-map', '', false",
        "1Pi, 'layering,exclusive-lock,object-map', 8388608, true",
        "1Pi, layering, '', true"
    })
    void rejectsASizeThatTheFeaturesCannotCarry(String size, String features, String objectSize, boolean isAllowed) {
        Verdict verdict = created(claim(size), Map.of("imageFeatures", features, "objectSize", objectSize));

        assertThat(verdict.isAllowed()).isEqualTo(isAllowed);
        if (!isAllowed) {
            assertThat(message(verdict))
                    .startsWith("size: 1073741824Mi is more than the 1024000000Mi that an image with the feature"
                            + " object-map can have");
        }
    }

    @Test
    void readsTheClassFromTheOldAnnotation() {
        PersistentVolumeClaimBuilder old = claim("1Gi")
                .editMetadata()
                .addToAnnotations("volume.beta.kubernetes.io/storage-class", "rbd")
                .endMetadata()
                .editSpec()
                .withStorageClassName(null)
                .withAccessModes("ReadWriteMany")
                .endSpec();

        assertThat(message(created(old, Map.of()))).contains("invalid AccessModes [ReadWriteMany]");
    }

    @Test
    void reportsAllViolationsAtOnceIncludingThoseOfTheClass() {
        PersistentVolumeClaimBuilder invalid = claim("0")
                .editSpec()
                .withAccessModes("ReadWriteMany")
                .withNewSelector()
                .endSelector()
                .endSpec();

        assertThat(message(created(invalid, Map.of("fsType", "-"))))
                .contains("size: ", "; parameters.fsType: ", "; selector: ", "; accessModes: ");
    }

    @ParameterizedTest(name = "{0} with minSize {1} and maxSize {2}: {3}")
    @CsvSource({
        "1Gi, 1Gi, 1Gi, true",
        "1Gi, 1Mi, 1Ti, true",
        "1023Mi, 1Gi, '', false",
        "1Gi, 1Gi, '', true",
        "1025Mi, '', 1Gi, false",
        "1073741825, '', 1Gi, false",
        "1Gi, '', 1Gi, true"
    })
    void enforcesSizeLimitsOfTheClass(String size, String minSize, String maxSize, boolean isAllowed) {
        Verdict verdict = created(claim(size), Map.of("minSize", minSize, "maxSize", maxSize));

        assertThat(verdict.isAllowed()).isEqualTo(isAllowed);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"other", "'-no-name-'", "''"})
    void ignoresClaimOfUnknownClass(String name) {
        PersistentVolumeClaimBuilder invalid =
                claim("0").editSpec().withStorageClassName(name).endSpec();

        assertThat(created(invalid, Map.of()).isAllowed()).isTrue();
    }

    @Test
    void ignoresClaimWithoutClass() {
        assertThat(created(claim("0").editSpec().withStorageClassName(null).endSpec(), Map.of())
                        .isAllowed())
                .isTrue();
    }

    @Test
    void ignoresClaimOfAnotherProvisioner() {
        admission.has(storageClass(Map.of()).withProvisioner("rbd.csi.ceph.com").build());

        assertThat(admission
                        .review(new ObjectChange.ClaimCreated(claim("0").build(), USER))
                        .isAllowed())
                .isTrue();
    }

    @Test
    void ignoresClaimThatNamesItsVolume() {
        PersistentVolumeClaimBuilder chosen =
                claim("0").editSpec().withVolumeName("pvc-old").endSpec();

        assertThat(created(chosen, Map.of()).isAllowed()).isTrue();
    }

    @ParameterizedTest(name = "capacity {0}, request {1} -> {2}: {3}")
    @CsvSource({
        "1Gi, 1Gi, 2Gi, true",
        "1Gi, 1Gi, 10Gi, true",
        "1Gi, 1Gi, 11Gi, false",
        "2Gi, 2Gi, 1Gi, false",
        "2Gi, 5Gi, 3Gi, true",
        "2Gi, 5Gi, 2Gi, true",
        "2Gi, 5Gi, 1Gi, false",
        "12Gi, 15Gi, 13Gi, true",
        "1Gi, 1Gi, 0, false",
        "1Gi, 1Gi, 8Ei, false"
    })
    void allowsExpansionUpToTheLimitAndNoShrinking(String capacity, String before, String after, boolean isAllowed) {
        admission.has(storageClass(Map.of("minSize", "5Gi", "maxSize", "10Gi")).build());

        assertThat(updated(bound("data", capacity, before), bound("data", capacity, after))
                        .isAllowed())
                .isEqualTo(isAllowed);
    }

    @Test
    void rejectsShrinkingAPendingClaim() {
        admission.has(storageClass());

        assertThat(message(updated(pending("data", "2Gi"), pending("data", "1Gi"))))
                .isEqualTo("size: 1024Mi is less than the current 2048Mi: images are never shrunk");
    }

    @Test
    void doesNotApplyNewRulesToAnExistingClaim() {
        admission.has(storageClass(Map.of("maxSize", "1Gi", "fsTyp", "x")).build());
        PersistentVolumeClaim before = bound("data", "2Gi", "2Gi");
        PersistentVolumeClaim after = new PersistentVolumeClaimBuilder(before)
                .editMetadata()
                .addToLabels("a", "b")
                .endMetadata()
                .editSpec()
                .withAccessModes("ReadWriteMany")
                .endSpec()
                .build();

        assertThat(updated(before, after).isAllowed()).isTrue();
    }

    @Test
    void ignoresTerminatingClaim() {
        admission.has(storageClass());
        PersistentVolumeClaim after = new PersistentVolumeClaimBuilder(bound("data", "2Gi", "1Gi"))
                .editMetadata()
                .withDeletionTimestamp("2026-11-23T06:02:44Z")
                .endMetadata()
                .build();

        assertThat(updated(bound("data", "2Gi", "2Gi"), after).isAllowed()).isTrue();
    }

    @Test
    void reviewsClaimThatReceivesItsClassLater() {
        admission.has(storageClass());
        PersistentVolumeClaim invalid = claim("1Gi")
                .editSpec()
                .withAccessModes("ReadWriteMany")
                .endSpec()
                .build();
        PersistentVolumeClaim before = new PersistentVolumeClaimBuilder(invalid)
                .editSpec()
                .withStorageClassName(null)
                .endSpec()
                .build();

        assertThat(updated(before, invalid).isAllowed()).isFalse();
    }

    @Test
    void failsIfTheClassCannotBeRead() {
        admission.api().refuse("/apis/storage.k8s.io/v1/storageclasses/rbd", 503);
        ObjectChange change = new ObjectChange.ClaimCreated(claim("1Gi").build(), USER);

        assertThatExceptionOfType(TryAgainException.class)
                .isThrownBy(() -> admission.review(change))
                .withMessageContaining("503");
    }

    private static UserInfo user(String name) {
        return new UserInfoBuilder().withUsername(name).build();
    }

    private Verdict created(PersistentVolumeClaimBuilder claim, Map<String, String> parameters) {
        admission.has(storageClass(parameters).build());
        return admission.review(new ObjectChange.ClaimCreated(claim.build(), USER));
    }

    private Verdict updated(PersistentVolumeClaim before, PersistentVolumeClaim after) {
        return admission.review(new ObjectChange.ClaimUpdated(before, after, USER));
    }

    private static String message(Verdict verdict) {
        var rejection = Objects.requireNonNull(verdict.rejection());
        assertThat(rejection.kind()).isEqualTo(Kind.INVALID);
        return rejection.message();
    }
}
