package io.rbdfunctions.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeBuilder;
import io.rbdfunctions.concurrent.Deadline;
import io.rbdfunctions.kubernetes.ConservativeClock;
import io.rbdfunctions.kubernetes.TestApi;
import io.rbdfunctions.kubernetes.manifest.SampleObjects;
import io.rbdfunctions.operation.TestPools;
import io.rbdfunctions.operation.storageclass.ClassSource;
import io.rbdfunctions.process.ChildProcesses;
import io.rbdfunctions.process.Command;
import io.rbdfunctions.process.CommandRunner;
import io.rbdfunctions.process.Result;
import io.rbdfunctions.rbd.FakeManager;
import io.rbdfunctions.rbd.RbdError;
import io.rbdfunctions.rbd.command.TrashCommand.TrashedImage;
import io.rbdfunctions.sweep.PoolDiscovery.PoolAccess;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TrashPurgeTest {
    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Result FAILED = new Result(5, "", "rbd: remove error: (5) Input/output error");
    private static final Result SNAPPED = new Result(39, "", "rbd: image has snapshots");

    private final TestApi api = new TestApi();
    private final VolumeIndex volumeIndex = new VolumeIndex();
    private final SweepCounter counter = new SweepCounter();
    private final AtomicInteger deletions = new AtomicInteger();
    private final FakeManager manager = new FakeManager().failing(RbdError.DEADLINE);
    private volatile int trashed = 3;

    @AfterEach
    void close() {
        api.close();
    }

    @ParameterizedTest(name = "{0}, deleted {1} s and expired {2} s ago: {3}")
    @CsvSource({
        "kubernetes-dynamic-pvc-1c4f, 600, 60, true",
        "kubernetes-dynamic-pvc-1c4f, 600, 1, true",
        // The expiry has a fraction of a second that is not shown.
        "kubernetes-dynamic-pvc-1c4f, 600, 0, false",
        "kubernetes-dynamic-pvc-1c4f, 600, -60, false",
        // Moved to the trash manually, without an expiry.
        "kubernetes-dynamic-pvc-1c4f, 600, 600, false",
        "data, 600, 60, false",
        "csi-vol-kubernetes-dynamic-pvc-1c4f, 600, 60, false",
        "csi-vol-6b23aa07-5d5a-4b8a-a4af-c265031d9c4b, 600, 60, true",
        "csi-vol-6b23aa07-5d5a-4b8a-a4af-c265031d9c4b-temp, 600, 60, true",
        "csi-vol-6b23aa07-5d5a-4b8a-a4af-c265031d9c4b-before, 600, 60, true",
        "csi-vol-6b23aa07-5d5a-4b8a-a4af-c265031d9c4b-rollback, 600, 60, true",
        "kubernetes-dynamic-pvc-6b23aa07-5d5a-4b8a-a4af-c265031d9c4b-before, 600, 60, true",
        "csi-vol-6b23aa07-5d5a-4b8a-a4af-c265031d9c4b-temporary, 600, 60, false",
        "csi-snap-6b23aa07-5d5a-4b8a-a4af-c265031d9c4b, 600, 60, true"
    })
    void onlyProvisionedImagesWithAnExplicitExpiryArePurged(String name, long deleted, long expired, boolean isPurged) {
        TrashedImage image = new TrashedImage("1", name, NOW.minusSeconds(deleted), NOW.minusSeconds(expired));

        assertThat(TrashPurge.isToBePurged(image, NOW)).isEqualTo(isPurged);
    }

    @Test
    void anImageThatAnotherReplicaPurgedIsNotCounted() {
        purge(_ -> new Result(2, "", "rbd: remove error: (2) No such file or directory"), MINUTE);

        assertThat(deletions).hasValue(3);
        assertThat(report().done()).isEmpty();
        assertThat(report().failures()).isEmpty();
    }

    /** One volume was listed, the other one created since. */
    @Test
    void imagesOfVolumesAreKept() {
        list(api.put(SampleObjects.ofImage("restored", "kube", "kubernetes-dynamic-pvc-0")));
        api.put(SampleObjects.ofImage("pvc-1", "kube", "kubernetes-dynamic-pvc-1"));

        purge(_ -> new Result(0, "", ""), MINUTE);

        assertThat(deletions).hasValue(1);
        assertThat(report().failures())
                .hasSize(2)
                .allSatisfy(failure -> assertThat(failure).contains("a PersistentVolume has this image"));
    }

    /** By the same sweep, as its last volume. */
    @Test
    void anImageWhoseListedVolumeWasDeletedIsPurged() {
        list(SampleObjects.ofImage("deleted", "kube", "kubernetes-dynamic-pvc-0"));

        purge(_ -> new Result(0, "", ""), MINUTE);

        assertThat(report().done()).isEqualTo(Map.of("purged", 3));
        assertThat(report().failures()).isEmpty();
    }

    /** It waits for what protects it, such as the finalizer of Kubernetes. */
    @Test
    void anImageWaitsForItsVolumeToBeGone() {
        api.put(new PersistentVolumeBuilder(SampleObjects.ofImage("pvc-1", "kube", "kubernetes-dynamic-pvc-1"))
                .editMetadata()
                .addToFinalizers("kubernetes.io/pv-protection")
                .endMetadata()
                .build());
        api.client().persistentVolumes().withName("pvc-1").delete();

        purge(_ -> new Result(0, "", ""), MINUTE);

        assertThat(report().done()).isEqualTo(Map.of("purged", 2));
        assertThat(report().failures()).isEmpty();
        assertThat(report().waiting()).containsExactly("trashed image kube/kubernetes-dynamic-pvc-1 (11)");
    }

    @Test
    void aFailureDoesNotStopTheOthers() {
        purge(_ -> deletions.get() == 2 ? FAILED : new Result(0, "", ""), MINUTE);

        assertThat(report().done()).isEqualTo(Map.of("purged", 2));
        assertThat(report().failures())
                .singleElement()
                .asString()
                .startsWith("trashed image kube/kubernetes-dynamic-pvc-");
    }

    @Test
    void anImageWaitsForItsClones() {
        purge(_ -> SNAPPED, MINUTE);

        assertThat(deletions).hasValue(3);
        assertThat(report().done()).isEmpty();
        assertThat(report().failures()).isEmpty();
        assertThat(report().waiting()).hasSize(3).contains("trashed image kube/kubernetes-dynamic-pvc-0 (10)");
    }

    /** In whichever order they are listed. */
    @Test
    void anImageIsPurgedAfterItsClones() {
        purge(_ -> deletions.get() <= 2 ? SNAPPED : new Result(0, "", ""), MINUTE);

        assertThat(deletions).hasValue(5);
        assertThat(report().done()).isEqualTo(Map.of("purged", 3));
        assertThat(report().waiting()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource
    void anImageThatDisappearsMeanwhileIsNoFailure(Result failure) {
        purge(
                _ -> {
                    trashed = 0;
                    return failure;
                },
                MINUTE);

        assertThat(report().done()).isEmpty();
        assertThat(report().failures()).isEmpty();
        assertThat(report().waiting()).isEmpty();
    }

    /** The manager or another replica removes it at the same time, or its clones. */
    static Stream<Result> anImageThatDisappearsMeanwhileIsNoFailure() {
        return Stream.of(FAILED, SNAPPED);
    }

    /** The second deletion is a child process that would take a minute. */
    @Test
    void anUnfinishedDeletionIsInterruptedWhenTheTimeIsUp() {
        ChildProcesses processes = new ChildProcesses(1, MINUTE);
        long start = System.nanoTime();

        purge(
                _ -> deletions.get() == 2
                        ? processes.run(new Command("sleep", List.of("60"), "", MINUTE))
                        : new Result(0, "", ""),
                Duration.ofSeconds(2));

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
        assertThat(deletions).hasValue(2);
        assertThat(report().done()).isEqualTo(Map.of("purged", 1));
        assertThat(report().failures()).singleElement().asString().contains("the next sweep tries again");
        assertThat(ProcessHandle.current().children())
                .noneMatch(child -> child.info().command().orElse("").endsWith("/sleep"));
    }

    @Test
    void imagesThatTheManagerIsToRemoveAreLeftToIt() {
        manager.failing(null).tasks("""
                [{"refs": {"action": "trash remove", "image_id": "11", "pool_name": "kube", "pool_namespace": ""}}]""");

        purge(_ -> new Result(0, "", ""), MINUTE);

        assertThat(report().done()).isEqualTo(Map.of("purged", 2));
        assertThat(report().failures()).isEmpty();
    }

    private void list(PersistentVolume volume) {
        volumeIndex.add(volume, SampleObjects.PROVISIONER);
    }

    private void purge(CommandRunner deletion, Duration time) {
        CommandRunner rbd = command -> {
            if (command.arguments().contains("ls")) {
                return new Result(0, trash(), "");
            }
            deletions.incrementAndGet();
            return deletion.run(command);
        };
        SortedMap<PoolKey, PoolAccess> pools = new TreeMap<>(Map.of(
                new PoolKey("10.0.7.52:6789", "kube", ""),
                new PoolAccess(new ClassSource.Given(TestPools.PARAMETERS), null)));
        new TrashPurge(
                        TestPools.over(rbd, manager.managerTasks(), api),
                        new ConservativeClock(Clock.systemUTC(), Optional::empty),
                        new OrphanConfirmation(api.volumes(), TestPools.config()))
                .purge(pools, volumeIndex, Deadline.after(time, Clock.systemUTC()), counter);
    }

    private SweepReport report() {
        return counter.report(null, true);
    }

    private String trash() {
        return IntStream.range(0, trashed).mapToObj("""
            {"id":"1%1$d","name":"kubernetes-dynamic-pvc-%1$d","deleted_at":"Mon Nov 23 07:04:47 2026",\
            "status":"expired at Mon Nov 23 07:05:47 2026"}\
            """::formatted).collect(Collectors.joining(",", "[", "]"));
    }
}
