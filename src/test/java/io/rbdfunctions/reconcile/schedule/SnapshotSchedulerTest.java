package io.rbdfunctions.reconcile.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.rbdfunctions.kubernetes.ConservativeClock;
import io.rbdfunctions.kubernetes.TestApi;
import io.rbdfunctions.kubernetes.manifest.SampleObjects;
import io.rbdfunctions.kubernetes.snapshot.SampleContent;
import io.rbdfunctions.kubernetes.snapshot.SnapshotClasses;
import io.rbdfunctions.kubernetes.snapshot.SnapshotKinds;
import io.rbdfunctions.kubernetes.snapshot.VolumeSnapshots;
import io.rbdfunctions.operation.storageclass.ProvisionerConfig;
import io.rbdfunctions.reconcile.result.TestEvents;
import io.rbdfunctions.reconcile.schedule.SnapshotScheduler.Result;
import io.rbdfunctions.support.SecondLane;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@SecondLane
class SnapshotSchedulerTest {
    private static final ProvisionerConfig PROVISIONER = () -> SampleObjects.PROVISIONER;
    private static final Instant NOW = Instant.parse("2026-11-30T15:04:29Z");
    private static final String DUE = "data-1-daee4489-20261130-0300";

    private final TestApi api = new TestApi();
    private final TestEvents events = new TestEvents(api);
    private final Map<String, String> parameters = new HashMap<>();

    @BeforeEach
    void makeClassAndVolume() {
        makeClass("ours", SampleObjects.PROVISIONER);
        makeClass("ceph-csi", "rbd.csi.ceph.com");
        api.put(SampleObjects.volume("Bound")
                .editMetadata()
                .withFinalizers(List.of())
                .endMetadata()
                .editSpec()
                .withRbd(null)
                .withNewCsi()
                .withDriver("rbd.csi.ceph.com")
                .withVolumeHandle(SampleContent.VOLUME)
                .endCsi()
                .endSpec()
                .build());
    }

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void takesASnapshotThatSaysWhatItIs() {
        assertThat(run(claim("0 3 * * *"))).isEqualTo(new Result(1, 0, Optional.empty()));

        GenericKubernetesResource made = snapshots().getFirst();
        assertThat(made.getMetadata().getName()).isEqualTo(DUE);
        assertThat(made.getMetadata().getNamespace()).isEqualTo("default");
        assertThat(made.getMetadata().getOwnerReferences()).isEmpty();
        assertThat(made.getMetadata().getLabels())
                .containsEntry(
                        "rbdfunctions.io/schedule-of", claim("").getMetadata().getUid());
        assertThat(made.getMetadata().getAnnotations())
                .containsEntry("rbdfunctions.io/scheduled-at", "2026-11-30T03:00:00Z");
        assertThat(made.<Object>get("spec"))
                .isEqualTo(Map.of(
                        "volumeSnapshotClassName", "ours", "source", Map.of("persistentVolumeClaimName", "data-1")));
    }

    /** So do two replicas, one of which has listed the snapshots before the other took one. */
    @Test
    void takesOneSnapshotHoweverOftenItRuns() {
        run(claim("0 3 * * *"));
        GenericKubernetesResource made = snapshots().getFirst();

        assertThat(run(claim("0 3 * * *"))).isEqualTo(Result.NOTHING);
        edit(made, found -> found.setAdditionalProperty("status", Map.of("readyToUse", true)));
        assertThat(run(claim("0 3 * * *"))).isEqualTo(Result.NOTHING);
        assertThat(snapshots()).hasSize(1);
    }

    /** As when another replica takes it after this one has listed the snapshots. */
    @Test
    void aSnapshotWithoutItsLabelIsNotTakenAgain() {
        run(claim("0 3 * * *"));
        edit(snapshots().getFirst(), found -> found.getMetadata().setLabels(Map.of()));

        assertThat(run(claim("0 3 * * *"))).isEqualTo(Result.NOTHING);
        assertThat(snapshots()).hasSize(1);
    }

    @Test
    void aSnapshotOfTheNameThatDoesNotBelongToTheScheduleIsLeftAlone() {
        put(DUE, Map.of(), "data-1", Map.of("readyToUse", true));

        assertThat(run(claim("0 3 * * *")).failure().orElseThrow())
                .contains("VolumeSnapshot default/%s exists and does not belong to the schedule".formatted(DUE));
        assertThat(snapshots()).hasSize(1);
    }

    @Test
    void removesOnlyWhatBelongsToTheClaim() {
        PersistentVolumeClaim claim = claim("0 3 1 1 *");
        claim.getMetadata().getAnnotations().put(ScheduleTerms.KEEP, "1");
        Map<String, String> own =
                Map.of(ScheduledSnapshot.LABEL, claim.getMetadata().getUid());
        Map<String, Object> ready = Map.of("readyToUse", true);
        put("own-1", own, "data-1", ready);
        put("own-2", own, "data-1", ready);
        put("labelled-by-somebody", own, "other", ready);
        put("of-another-claim-of-the-name", Map.of(ScheduledSnapshot.LABEL, "other"), "data-1", ready);
        put("by-the-user", Map.of(), "data-1", ready);

        assertThat(run(claim).removed()).isEqualTo(1);
        assertThat(names()).hasSize(4).contains("labelled-by-somebody", "of-another-claim-of-the-name", "by-the-user");
    }

    @Test
    void nothingIsTakenOrRemovedWithoutASchedule() {
        PersistentVolumeClaim claim = claim("none");
        parameters.put("snapshotSchedule", "0 3 * * *");
        Map<String, String> own =
                Map.of(ScheduledSnapshot.LABEL, claim.getMetadata().getUid());
        for (int number = 0; number < 9; number++) {
            put("own-" + number, own, "data-1", Map.of("readyToUse", true));
        }

        assertThat(run(claim)).isEqualTo(Result.NOTHING);
        assertThat(snapshots()).hasSize(9);
    }

    @Test
    void theClassHasTheScheduleOfClaimsWithoutOne() {
        PersistentVolumeClaim claim = claim("");
        claim.getMetadata().getAnnotations().remove(ScheduleTerms.SCHEDULE);
        parameters.put("SNAPSHOTSCHEDULE", "0 4 * * *");
        parameters.put("snapshotClass", "ours");

        assertThat(run(claim).taken()).isEqualTo(1);
        assertThat(names()).containsExactly("data-1-daee4489-20261130-0400");
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource(delimiter = '|', textBlock = """
        rbdfunctions.io/snapshot-schedule | 0 3 * *    | metadata.annotations[rbdfunctions.io/snapshot-schedule]: invalid snapshot schedule "0 3 * *": it does not have five fields; give minute, hour, day of month, month and day of week in UTC, such as "0 3 * * *", or none
        rbdfunctions.io/snapshot-keep     | 7w         | metadata.annotations[rbdfunctions.io/snapshot-keep]: invalid number or age "7w" of snapshots: give a number, an age in minutes, hours or days, or both, such as 7, 30d or 7,30d
        rbdfunctions.io/snapshot-class    | Snap       | metadata.annotations[rbdfunctions.io/snapshot-class]: invalid name "Snap"
        rbdfunctions.io/snapshot-class    | missing    | VolumeSnapshotClass missing not found
        rbdfunctions.io/snapshot-class    | ceph-csi   | VolumeSnapshotClass ceph-csi has the driver rbd.csi.ceph.com: name one with the driver rbdfunctions.io/rbd
        """)
    void saysWhatIsWrong(String annotation, String value, String message) {
        PersistentVolumeClaim claim = claim("0 3 * * *");
        claim.getMetadata().getAnnotations().put(annotation, value);

        assertThat(run(claim).failure().orElseThrow()).startsWith(message);
        assertThat(events.all())
                .singleElement()
                .asString()
                .startsWith("Warning SnapshotScheduleFailed: failed to take scheduled snapshots: " + message);
        assertThat(snapshots()).isEmpty();
    }

    @Test
    void asksForAClassUnlessThereIsOne() {
        makeClass("ours-2", SampleObjects.PROVISIONER);
        assertThat(run(claim("0 3 * * *")).failure().orElseThrow())
                .contains(
                        "there are several VolumeSnapshotClasses with the driver rbdfunctions.io/rbd (ours, ours-2)",
                        "name one in the annotation rbdfunctions.io/snapshot-class");

        classes().withName("ours-2").delete();
        classes().withName("ours").delete();
        assertThat(run(claim("0 3 * * *")).failure().orElseThrow())
                .isEqualTo("there is no VolumeSnapshotClass with the driver rbdfunctions.io/rbd: create one");
    }

    @Test
    void saysThatAVolumeHasNoSnapshots() {
        api.replace(SampleObjects.volume("Bound").build());

        assertThat(run(claim("0 3 * * *")).failure().orElseThrow()).contains("is no dynamic volume of ceph-csi");
    }

    @Test
    void saysThatTheSnapshotBeforeIsNotReady() {
        put(
                "own",
                Map.of(ScheduledSnapshot.LABEL, claim("").getMetadata().getUid()),
                "data-1",
                Map.of("readyToUse", false));
        PersistentVolumeClaim claim = claim("* * * * *");

        Result result = scheduler().run(claim, round(Instant.parse("2126-11-30T15:04:29Z")));

        assertThat(result.failure().orElseThrow())
                .isEqualTo(
                        "VolumeSnapshot own is not ready yet, and the next one is due: check that the snapshot-controller runs");
    }

    @Test
    void saysThatTheApiServerForbidsIt() {
        api.refuse(
                "/apis/snapshot.storage.k8s.io/v1/namespaces/default/volumesnapshots?labelSelector=rbdfunctions.io%2Fschedule-of%3D"
                        + claim("").getMetadata().getUid(),
                403);

        assertThat(run(claim("0 3 * * *")).failure().orElseThrow())
                .contains("list VolumeSnapshots in default: the API server forbids it (403)");
        assertThat(events.all()).hasSize(1);
    }

    @Test
    void saysThatAQuotaForbidsIt() {
        String reason = "volumesnapshots \"a\" is forbidden: exceeded quota: few, requested: 1, used: 3, limited: 3";
        api.refuseToCreate("/apis/snapshot.storage.k8s.io/v1/namespaces/default/volumesnapshots", 403, reason);

        assertThat(run(claim("0 3 * * *")).failure().orElseThrow())
                .isEqualTo(
                        "create VolumeSnapshot default/%s: the API server forbids it (403): %s".formatted(DUE, reason));
    }

    @Test
    void concernsBoundClaimsOfTheProvisionerWithASchedule() {
        ScheduleRound round = new ScheduleRound(
                NOW, Map.of("rbd", Map.of("snapshotSchedule", "0 3 * * *"), "plain", Map.of()), "rbdfunctions.io/rbd");

        assertThat(round.concerns(SampleObjects.bound().build())).isTrue();
        assertThat(round.concerns(ofClass("plain"))).isFalse();
        assertThat(round.concerns(ofClass("gone"))).isFalse();
        assertThat(round.concerns(SampleObjects.claim().build())).isFalse();
        assertThat(round.concerns(SampleObjects.bound()
                        .editMetadata()
                        .withDeletionTimestamp(NOW.toString())
                        .endMetadata()
                        .build()))
                .isFalse();
        PersistentVolumeClaim scheduled = ofClass("gone");
        scheduled.getMetadata().getAnnotations().put(ScheduleTerms.SCHEDULE, "0 3 * * *");
        assertThat(round.concerns(scheduled)).isTrue();
        scheduled.getMetadata().getAnnotations().put("volume.kubernetes.io/storage-provisioner", "other");
        assertThat(round.concerns(scheduled)).isFalse();
        // Of a volume that nobody provisioned.
        scheduled.getMetadata().setAnnotations(Map.of(ScheduleTerms.SCHEDULE, "0 3 * * *"));
        assertThat(round.concerns(scheduled)).isFalse();
        scheduled.getSpec().setStorageClassName("plain");
        assertThat(round.concerns(scheduled)).isTrue();
    }

    private static PersistentVolumeClaim ofClass(String name) {
        return SampleObjects.bound()
                .editSpec()
                .withStorageClassName(name)
                .endSpec()
                .build();
    }

    private static PersistentVolumeClaim claim(String schedule) {
        return SampleObjects.bound()
                .editMetadata()
                .withCreationTimestamp("2026-11-20T12:00:00Z")
                .addToAnnotations(ScheduleTerms.SCHEDULE, schedule)
                .endMetadata()
                .build();
    }

    private Result run(PersistentVolumeClaim claim) {
        return scheduler().run(claim, round(NOW));
    }

    private ScheduleRound round(Instant now) {
        return new ScheduleRound(now, Map.of("rbd", parameters), SampleObjects.PROVISIONER);
    }

    private SnapshotScheduler scheduler() {
        return new SnapshotScheduler(
                new ScheduledSnapshots(new VolumeSnapshots(api.client())),
                api.volumes(),
                new SnapshotClassChoice(new SnapshotClasses(api.client()), PROVISIONER),
                api.cache(),
                events.writer(PROVISIONER),
                new ConservativeClock(InstantSource.fixed(NOW), Optional::empty),
                PROVISIONER,
                () -> true);
    }

    private void makeClass(String name, String driver) {
        classes()
                .resource(new GenericKubernetesResourceBuilder()
                        .withApiVersion(SnapshotKinds.API_VERSION)
                        .withKind("VolumeSnapshotClass")
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .addToAdditionalProperties("driver", driver)
                        .build())
                .create();
    }

    private void put(String name, Map<String, String> labels, String claim, Map<String, Object> status) {
        api.client()
                .genericKubernetesResources(SnapshotKinds.SNAPSHOTS)
                .inNamespace("default")
                .resource(new GenericKubernetesResourceBuilder()
                        .withApiVersion(SnapshotKinds.API_VERSION)
                        .withKind("VolumeSnapshot")
                        .withNewMetadata()
                        .withNamespace("default")
                        .withName(name)
                        .withLabels(labels)
                        .endMetadata()
                        .addToAdditionalProperties("spec", Map.of("source", Map.of("persistentVolumeClaimName", claim)))
                        .addToAdditionalProperties("status", status)
                        .build())
                .create();
    }

    private void edit(GenericKubernetesResource snapshot, Consumer<GenericKubernetesResource> change) {
        api.client()
                .genericKubernetesResources(SnapshotKinds.SNAPSHOTS)
                .inNamespace("default")
                .withName(snapshot.getMetadata().getName())
                .edit(found -> {
                    change.accept(found);
                    return found;
                });
    }

    private MixedOperation<
                    GenericKubernetesResource, GenericKubernetesResourceList, Resource<GenericKubernetesResource>>
            classes() {
        return api.client().genericKubernetesResources(SnapshotKinds.CLASSES);
    }

    private List<GenericKubernetesResource> snapshots() {
        return api.client()
                .genericKubernetesResources(SnapshotKinds.SNAPSHOTS)
                .inNamespace("default")
                .list()
                .getItems();
    }

    private List<String> names() {
        return snapshots().stream()
                .map(snapshot -> snapshot.getMetadata().getName())
                .toList();
    }
}
