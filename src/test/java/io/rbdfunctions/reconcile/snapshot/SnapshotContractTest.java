package io.rbdfunctions.reconcile.snapshot;

import static io.rbdfunctions.kubernetes.snapshot.SampleContent.HANDLE;
import static io.rbdfunctions.kubernetes.snapshot.SampleContent.SNAPSHOT_UID;
import static io.rbdfunctions.kubernetes.snapshot.SampleContent.VOLUME;
import static io.rbdfunctions.kubernetes.snapshot.SampleContent.deleted;
import static io.rbdfunctions.kubernetes.snapshot.SampleContent.preProvisioned;
import static io.rbdfunctions.kubernetes.snapshot.SampleContent.taken;
import static io.rbdfunctions.kubernetes.snapshot.SampleContent.toTake;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.rbdfunctions.kubernetes.snapshot.SampleContent;
import io.rbdfunctions.kubernetes.snapshot.SnapshotContentView;
import io.rbdfunctions.operation.outcome.Outcome;
import io.rbdfunctions.operation.outcome.Refusal;
import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.operation.outcome.TryAgainException;
import io.rbdfunctions.operation.outcome.TryAgainException.Obstacle;
import io.rbdfunctions.operation.request.VolumeAnswer;
import io.rbdfunctions.operation.snapshot.SnapshotDeleteRequest;
import io.rbdfunctions.operation.snapshot.SnapshotDeleted;
import io.rbdfunctions.operation.snapshot.SnapshotFound;
import io.rbdfunctions.operation.snapshot.SnapshotLookupRequest;
import io.rbdfunctions.operation.snapshot.SnapshotRequest;
import io.rbdfunctions.operation.snapshot.Snapshotted;
import io.rbdfunctions.reconcile.result.Reconciled;
import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.ceph.ImageName;
import io.rbdfunctions.volume.ceph.ImageRef;
import io.rbdfunctions.volume.ceph.PoolName;
import io.rbdfunctions.volume.csi.VolumeHandle;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules for the driver's side of VolumeSnapshotContents, one row for each. */
class SnapshotContractTest {
    private static final Instant CREATED = Instant.parse("2026-11-29T12:05:49.301477280Z");
    private static final ImageRef IMAGE = new ImageRef(new PoolName("kube"), new ImageName("csi-snap-" + SNAPSHOT_UID));
    private static final Capacity SIZE = Capacity.parse("2Gi");
    private static final Map<String, Object> READY = Map.of(
            "snapshotHandle",
            HANDLE,
            "readyToUse",
            true,
            "creationTime",
            1795953949301477280L,
            "restoreSize",
            2147483648L);
    private static final VolumeAnswer TAKEN = snapshotted(true);
    private static final VolumeAnswer FOUND = new SnapshotFound(IMAGE, CREATED, SIZE);
    private static final VolumeAnswer DELETED = new SnapshotDeleted(SnapshotDeleted.Action.DELETED, IMAGE);

    private final SnapshotLab lab = new SnapshotLab();

    /** A rule: which content and answer are given, and what follows. */
    record Rule(String text, SampleContent content, Consumer<SnapshotLab> given, Consumer<SnapshotLab> then) {
        @Override
        public String toString() {
            return text;
        }
    }

    static Stream<Rule> rules() {
        return Stream.of(deletion(), creation(), failures(), classes(), preProvisionedContents(), others())
                .flatMap(List::stream);
    }

    private static List<Rule> deletion() {
        return List.of(
                new Rule(
                        "1 the snapshot of a deleted VolumeSnapshot is deleted, then its content goes",
                        deleted(),
                        answer(DELETED),
                        lab -> {
                            assertThat(lab.request())
                                    .isInstanceOfSatisfying(
                                            SnapshotDeleteRequest.class,
                                            request ->
                                                    assertThat(request.handle()).hasToString(HANDLE));
                            assertThat(lab.find()).isNull();
                        }),
                new Rule(
                        "1 the credentials are those of the annotations, even if the class is gone",
                        deleted(),
                        both(answer(DELETED), SnapshotLab::deleteClass),
                        lab -> assertThat(lab.parameters())
                                .containsOnly(
                                        entry("clusterID", "c1"),
                                        entry("adminSecretName", "csi-rbd"),
                                        entry("adminSecretNamespace", "kube-system"))),
                new Rule(
                        "1 without the note that the VolumeSnapshot is being deleted, nothing is deleted",
                        taken().terminating(),
                        SnapshotContractTest::unused,
                        SnapshotContractTest::isAsTaken),
                new Rule(
                        "1 while a call may have an unknown effect, the snapshot is taken first",
                        toTake().annotation("volumesnapshot-being-deleted")
                                .beingCreated()
                                .terminating(),
                        answer(TAKEN),
                        lab -> {
                            assertThat(lab.request()).isInstanceOf(SnapshotRequest.class);
                            assertThat(lab.requests()).hasSize(1);
                            isAsTaken(lab);
                        }),
                new Rule(
                        "1 a pre-provisioned content that was never bound is deleted without that note",
                        preProvisioned(HANDLE).unbound().status(READY).terminating(),
                        answer(DELETED),
                        lab -> assertThat(lab.find()).isNull()),
                new Rule(
                        "1 Retain keeps the snapshot",
                        deleted().spec("deletionPolicy", "Retain"),
                        SnapshotContractTest::unused,
                        lab -> assertThat(lab.find()).isNull()),
                new Rule(
                        "1 the snapshot of a group is left alone",
                        deleted().grouped(),
                        SnapshotContractTest::unused,
                        lab -> assertThat(lab.find()).isNull()),
                new Rule(
                        "1 without a handle nothing is deleted",
                        toTake().annotation("volumesnapshot-being-deleted").terminating(),
                        SnapshotContractTest::unused,
                        lab -> assertThat(lab.find()).isNull()),
                new Rule(
                        "1 a failure is a Warning SnapshotDeleteError, and the content stays as it is",
                        deleted(),
                        refuse(Reason.DENIED, "no access"),
                        lab -> {
                            assertThat(lab.events())
                                    .containsExactly(
                                            "Warning SnapshotDeleteError: Failed to delete snapshot: no access");
                            isAsTaken(lab);
                        }));
    }

    private static List<Rule> creation() {
        return List.of(
                new Rule(
                        "2 the content is annotated before the work, and no longer afterwards",
                        toTake(),
                        answer(TAKEN),
                        lab -> {
                            assertThat(lab.atRequest().isBeingCreated()).isTrue();
                            assertThat(lab.atRequest().hasStatus()).isFalse();
                            assertThat(lab.view().isBeingCreated()).isFalse();
                        }),
                new Rule(
                        "2 a content without annotations is annotated too",
                        toTake().withoutAnnotations(),
                        answer(TAKEN),
                        lab -> {
                            assertThat(lab.atRequest().isBeingCreated()).isTrue();
                            assertThat(lab.view().isBeingCreated()).isFalse();
                        }),
                new Rule(
                        "2 the status has handle, readyToUse, creationTime in nanoseconds and restoreSize in bytes",
                        toTake(),
                        answer(TAKEN),
                        lab -> assertThat(lab.status()).isEqualTo(READY)),
                new Rule(
                        "2 the name is snapshot- and the uid of the VolumeSnapshot",
                        toTake(),
                        answer(TAKEN),
                        lab -> assertThat(lab.request()).isInstanceOfSatisfying(SnapshotRequest.class, request -> {
                            assertThat(request.name()).hasToString("snapshot-" + SNAPSHOT_UID);
                            assertThat(request.uuid()).hasToString(SNAPSHOT_UID);
                            assertThat(request.source()).hasToString(VOLUME);
                            assertThat(request.owner())
                                    .hasToString("SnapshotOwner[name=alpha-snap, namespace=default,"
                                            + " content=snapcontent-%s]".formatted(SNAPSHOT_UID));
                        })),
                new Rule(
                        "2 the content of a group is not taken",
                        toTake().grouped(),
                        SnapshotContractTest::unused,
                        SnapshotContractTest::isUntouched),
                new Rule(
                        "2 fields that are set stay",
                        toTake().status(Map.of("snapshotHandle", "other", "creationTime", 1, "restoreSize", 2)),
                        answer(TAKEN),
                        lab -> assertThat(lab.status())
                                .containsOnly(
                                        entry("snapshotHandle", "other"),
                                        entry("creationTime", 1),
                                        entry("restoreSize", 2),
                                        entry("readyToUse", true))),
                new Rule(
                        "2 readyToUse follows the snapshot, which is looked at again",
                        toTake(),
                        answer(snapshotted(false)),
                        lab -> {
                            assertThat(lab.status()).containsEntry("readyToUse", false);
                            lab.answer(TAKEN);
                            lab.reconcile();
                            assertThat(lab.status()).isEqualTo(READY);
                        }),
                new Rule(
                        "2 the error of an earlier attempt is cleared once it is ready",
                        toTake().status(Map.of("readyToUse", false, "error", Map.of("message", "no access"))),
                        answer(TAKEN),
                        lab -> assertThat(lab.status()).isEqualTo(READY)));
    }

    private static List<Rule> failures() {
        return List.of(
                new Rule(
                        "2 a final error removes the annotation",
                        toTake(),
                        refuse(Reason.NOT_FOUND, "no such volume"),
                        lab -> {
                            assertThat(lab.atRequest().isBeingCreated()).isTrue();
                            assertThat(lab.view().isBeingCreated()).isFalse();
                            hasFailed(lab, "Failed to create snapshot: no such volume");
                        }),
                new Rule(
                        "2 an error that may pass keeps the annotation",
                        toTake(),
                        tryAgain("the monitors do not answer"),
                        lab -> {
                            assertThat(lab.view().isBeingCreated()).isTrue();
                            hasFailed(lab, "Failed to create snapshot: the monitors do not answer");
                        }),
                new Rule(
                        "2 every error is an event SnapshotCreationFailed",
                        toTake(),
                        refuse(Reason.NOT_FOUND, "no such volume"),
                        lab -> assertThat(lab.events())
                                .containsExactly(
                                        "Warning SnapshotCreationFailed: Failed to create snapshot: no such volume")),
                new Rule(
                        "2 the same error again keeps its time",
                        toTake().status(Map.of(
                                "readyToUse",
                                false,
                                "error",
                                Map.of(
                                        "time",
                                        "2026-11-29T12:00:00Z",
                                        "message",
                                        "Failed to create snapshot: no such volume"))),
                        refuse(Reason.NOT_FOUND, "no such volume"),
                        lab -> assertThat(lab.now().<String>get("status", "error", "time"))
                                .isEqualTo("2026-11-29T12:00:00Z")),
                new Rule(
                        "2 a volume that is no dynamic one is refused with advice",
                        toTake().spec("source", Map.of("volumeHandle", "image-1")),
                        SnapshotContractTest::unused,
                        lab -> hasFailed(lab, "convert it first")),
                new Rule(
                        "2 a VolumeSnapshot without a uid is refused",
                        toTake().unbound(),
                        SnapshotContractTest::unused,
                        lab -> hasFailed(lab, "has no uid")));
    }

    private static List<Rule> classes() {
        return List.of(
                new Rule(
                        "2 the class is required",
                        toTake().without("volumeSnapshotClassName"),
                        SnapshotContractTest::unused,
                        lab -> {
                            assertThat(lab.view().isBeingCreated()).isFalse();
                            hasFailed(lab, "it names no VolumeSnapshotClass");
                        }),
                new Rule(
                        "2 the class must exist",
                        toTake(),
                        SnapshotLab::deleteClass,
                        lab -> hasFailed(lab, "volumesnapshotclass \"csi-snap\" not found")),
                new Rule(
                        "2 the class must be of this driver",
                        toTake(),
                        lab -> lab.makeClass("rbd.csi.ceph.com", Map.of("clusterID", "c1")),
                        lab -> hasFailed(lab, "belongs to driver rbd.csi.ceph.com")),
                new Rule(
                        "2 the parameters are the class's, and the Secret that of the annotations",
                        toTake(),
                        both(
                                answer(TAKEN),
                                lab -> lab.makeClass(Map.of(
                                        "clusterID",
                                        "c2",
                                        "pool",
                                        "fast",
                                        "snapshotNamePrefix",
                                        "backup-",
                                        "csi.storage.k8s.io/snapshotter-secret-name",
                                        "other",
                                        "csi.storage.k8s.io/snapshotter-secret-namespace",
                                        "elsewhere"))),
                        lab -> assertThat(lab.parameters())
                                .containsOnly(
                                        entry("clusterID", "c2"),
                                        entry("pool", "fast"),
                                        entry("snapshotNamePrefix", "backup-"),
                                        entry("adminSecretName", "csi-rbd"),
                                        entry("adminSecretNamespace", "kube-system"))),
                new Rule(
                        "2 the class names the Secret with variables",
                        toTake().withoutAnnotations(),
                        both(
                                answer(TAKEN),
                                lab -> lab.makeClass(Map.of(
                                        "csi.storage.k8s.io/snapshotter-secret-name",
                                        "${volumesnapshot.name}-${volumesnapshotcontent.name}",
                                        "csi.storage.k8s.io/snapshotter-secret-namespace",
                                        "${volumesnapshot.namespace}"))),
                        lab -> assertThat(lab.parameters())
                                .contains(
                                        entry("adminSecretName", "alpha-snap-snapcontent-" + SNAPSHOT_UID),
                                        entry("adminSecretNamespace", "default"))),
                new Rule(
                        "2 an unknown parameter with the reserved prefix is an error",
                        toTake(),
                        lab -> lab.makeClass(Map.of("csi.storage.k8s.io/snapshoter-secret-name", "csi-rbd")),
                        lab -> hasFailed(lab, "found unknown parameter key")));
    }

    private static List<Rule> preProvisionedContents() {
        return List.of(
                new Rule("3 a pre-provisioned snapshot is looked up", preProvisioned(HANDLE), answer(FOUND), lab -> {
                    assertThat(lab.request())
                            .isInstanceOfSatisfying(
                                    SnapshotLookupRequest.class,
                                    request -> assertThat(request.handle()).hasToString(HANDLE));
                    assertThat(lab.status()).isEqualTo(READY);
                }),
                new Rule(
                        "3 one without a class is found with the Secret of its annotations",
                        preProvisioned(HANDLE).without("volumeSnapshotClassName"),
                        answer(FOUND),
                        lab -> assertThat(lab.parameters()).containsEntry("adminSecretName", "csi-rbd")),
                new Rule(
                        "3 the class names the Secret to find snapshots with",
                        preProvisioned(HANDLE).withoutAnnotations(),
                        both(
                                answer(FOUND),
                                lab -> lab.makeClass(Map.of(
                                        "csi.storage.k8s.io/snapshotter-list-secret-name",
                                        "lister",
                                        "csi.storage.k8s.io/snapshotter-list-secret-namespace",
                                        "kube-system",
                                        "csi.storage.k8s.io/snapshotter-secret-name",
                                        "writer"))),
                        lab -> assertThat(lab.parameters()).containsEntry("adminSecretName", "lister")),
                new Rule(
                        "3 a failure is an event SnapshotContentCheckandUpdateFailed",
                        preProvisioned(HANDLE),
                        refuse(Reason.NOT_FOUND, "no such snapshot"),
                        lab -> {
                            hasFailed(lab, "Failed to check and update snapshot content: no such snapshot");
                            assertThat(lab.events())
                                    .containsExactly("Warning SnapshotContentCheckandUpdateFailed:"
                                            + " Failed to check and update snapshot content: no such snapshot");
                        }),
                new Rule(
                        "3 a handle of another form is refused",
                        preProvisioned("snap-1"),
                        SnapshotContractTest::unused,
                        lab -> hasFailed(lab, "invalid handle")));
    }

    private static List<Rule> others() {
        return List.of(
                new Rule(
                        "4 a left-over annotation of a ready content goes, and nothing else",
                        taken().beingCreated(),
                        SnapshotContractTest::unused,
                        lab -> {
                            assertThat(lab.view().isBeingCreated()).isFalse();
                            isAsTaken(lab);
                        }),
                new Rule(
                        "4 a ready content needs nothing",
                        taken(),
                        SnapshotContractTest::unused,
                        SnapshotContractTest::isAsTaken),
                new Rule(
                        "the contents of other drivers are left alone",
                        toTake().spec("driver", "rbd.csi.ceph.com"),
                        SnapshotContractTest::unused,
                        SnapshotContractTest::isUntouched));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void followsTheContract(Rule rule) {
        lab.put(rule.content());
        rule.given().accept(lab);

        lab.reconcile();

        rule.then().accept(lab);
    }

    @Test
    void nothingIsReadIfSnapshotsAreNotEnabled() {
        lab.put(toTake());

        assertThat(lab.reconciler(false).reconcile(lab.view().name())).isInstanceOf(Reconciled.Nothing.class);
        isUntouched(lab);
    }

    @AfterEach
    void stop() {
        lab.close();
    }

    private static VolumeAnswer snapshotted(boolean isReady) {
        return new Snapshotted(Snapshotted.Action.CREATED, IMAGE, VolumeHandle.parse(HANDLE), CREATED, SIZE, isReady);
    }

    private static Consumer<SnapshotLab> answer(VolumeAnswer answer) {
        return lab -> lab.answer(answer);
    }

    private static Consumer<SnapshotLab> refuse(Reason reason, String detail) {
        return lab -> lab.script(_ -> new Outcome.Refused<>(new Refusal(reason, detail)));
    }

    private static Consumer<SnapshotLab> tryAgain(String detail) {
        return lab -> lab.script(_ -> {
            throw new TryAgainException(Obstacle.UNREACHABLE, detail);
        });
    }

    private static Consumer<SnapshotLab> both(Consumer<SnapshotLab> one, Consumer<SnapshotLab> other) {
        return one.andThen(other);
    }

    /** Without a script every operation fails the test. */
    private static void unused(SnapshotLab lab) {
        assertThat(lab.requests()).isEmpty();
    }

    private static void hasFailed(SnapshotLab lab, String message) {
        assertThat(lab.view().error())
                .hasValueSatisfying(error -> assertThat(error).contains(message));
        assertThat(lab.status()).containsEntry("readyToUse", false).doesNotContainKey("snapshotHandle");
        assertThat(Instant.parse(lab.now().get("status", "error", "time"))).isNotNull();
    }

    private static void isAsTaken(SnapshotLab lab) {
        assertThat(lab.status()).isEqualTo(READY);
        assertThat(lab.view().hasFinalizer()).isTrue();
    }

    private static void isUntouched(SnapshotLab lab) {
        SnapshotContentView view = lab.view();
        assertThat(view.hasStatus()).isFalse();
        assertThat(view.isBeingCreated()).isFalse();
        assertThat(lab.requests()).isEmpty();
    }
}
