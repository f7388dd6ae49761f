package io.rbdfunctions.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeBuilder;
import io.rbdfunctions.concurrent.Deadline;
import io.rbdfunctions.kubernetes.ConservativeClock;
import io.rbdfunctions.kubernetes.TestApi;
import io.rbdfunctions.kubernetes.manifest.SampleObjects;
import io.rbdfunctions.operation.TestPools;
import io.rbdfunctions.operation.image.PoolContents;
import io.rbdfunctions.process.Command;
import io.rbdfunctions.process.Result;
import io.rbdfunctions.support.SecondLane;
import io.rbdfunctions.sweep.cluster.SearchedCluster;
import java.lang.ref.Reference;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@SecondLane
class OrphanSearchTest {
    private static final int MANY = 10_000;
    private final Deadline far = Deadline.after(Duration.ofMinutes(10), Clock.systemUTC());

    private final TestApi api = new TestApi();
    private final Queue<String> ran = new ConcurrentLinkedQueue<>();
    private final VolumeIndex volumeIndex = new VolumeIndex();
    private final PoolDiscovery poolDiscovery =
            new PoolDiscovery(api.cache(), TestPools.completion(api), TestPools.config());

    @AfterEach
    void close() {
        api.close();
    }

    /** Ten thousand volumes with images need two commands and little memory. */
    @Test
    void aPoolWithoutOrphansNeedsTwoCommands() {
        // The minimum of several attempts, since other threads of this JVM only add to it.
        long memory = IntStream.range(0, 4).mapToLong(_ -> memory()).min().orElseThrow();
        fill(volumeIndex);
        long start = System.nanoTime();

        Orphans orphans = search(names(MANY), Set.of(), far);

        long millis = (System.nanoTime() - start) / 1_000_000;
        System.out.printf("%d volumes: %d KiB of memory, %d ms to compare with the pool%n", MANY, memory >> 10, millis);
        assertThat(orphans)
                .isEqualTo(new Orphans(
                        List.of(),
                        List.of(),
                        List.of(),
                        0,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(new SearchedCluster("10.0.7.52:6789", 1, 0))));
        assertThat(ran).containsExactly("ls", "trash ls");
        assertThat(memory).isLessThan(16 << 20);
        assertThat(millis).isLessThan(5_000);
    }

    @Test
    void findsImagesWithoutVolumesAndVolumesWithoutImages() {
        volumeIndex.add(put(volume("pvc-1", 1)), SampleObjects.PROVISIONER);
        volumeIndex.add(volume("pvc-2", 2), SampleObjects.PROVISIONER);

        Orphans orphans = search(List.of(name(2), name(3), name(4), "another"), Set.of("4"), far);

        assertThat(orphans.images()).as("claim 4 waits for its volume").containsExactly("kube/" + name(3));
        assertThat(orphans.volumes()).containsExactly("pvc-1");
    }

    /** The volume 1 is in the middle of a rollback, and the volume 2 was deleted there. */
    @Test
    void findsWhatARollbackHasLeftOfADeletedVolume() {
        String rolledBack = "csi-vol-00000000-0000-4000-8000-000000000001";
        String deleted = "csi-vol-00000000-0000-4000-8000-000000000002";
        volumeIndex.add(put(SampleObjects.ofImage("pvc-1", "kube", rolledBack)), SampleObjects.PROVISIONER);

        Orphans orphans =
                search(List.of(rolledBack + "-rollback", deleted + "-rollback", "another-rollback"), Set.of(), far);

        assertThat(orphans.images()).containsExactly("kube/" + deleted + "-rollback");
    }

    /** Each namespace has the images 1 and 2. */
    @Test
    void tellsOneNameInTwoNamespacesApart() {
        volumeIndex.add(put(volume("pvc-of-1", 1)), SampleObjects.PROVISIONER);
        volumeIndex.add(put(SampleObjects.ofImage("pvc-of-2", "kube", "team", name(2))), SampleObjects.PROVISIONER);
        volumeIndex.add(put(SampleObjects.ofImage("pvc-of-3", "kube", "team", name(3))), SampleObjects.PROVISIONER);

        Orphans orphans = search(List.of(name(1), name(2)), Set.of(), far);

        assertThat(orphans.images()).containsExactly("kube/" + name(2), "kube/team/" + name(1));
        assertThat(orphans.volumes()).containsExactly("pvc-of-3");
        assertThat(ran).containsExactly("ls", "trash ls", "ls", "trash ls");
    }

    /** A class of ceph-csi may set any prefix for image names (volumeNamePrefix), so also this project's. */
    @Test
    void anImageOfCephCsiIsNoOrphan() {
        PersistentVolume first = volume("pvc-1", 1);
        volumeIndex.add(first, SampleObjects.PROVISIONER);
        volumeIndex.add(
                new PersistentVolumeBuilder(first)
                        .withNewMetadata()
                        .withName("pvc-of-ceph-csi")
                        .endMetadata()
                        .editSpec()
                        .withRbd(null)
                        .withNewCsi()
                        .withDriver("rbd.csi.ceph.com")
                        .withVolumeHandle("0001-0009-rook-ceph-2")
                        .withVolumeAttributes(Map.of("pool", "kube", "imageName", name(2)))
                        .endCsi()
                        .endSpec()
                        .build(),
                SampleObjects.PROVISIONER);

        assertThat(search(List.of(name(1), name(2)), Set.of(), far).images()).isEmpty();
    }

    @Test
    void anImageWhoseVolumeWasCreatedAfterTheListingIsNoOrphan() {
        volumeIndex.add(volume("pvc-1", 1), SampleObjects.PROVISIONER);
        put(volume("pvc-2", 2));

        assertThat(search(List.of(name(1), name(2)), Set.of(), far).images()).isEmpty();
    }

    @Test
    void anAdoptedImageIsFoundByItsTags() {
        volumeIndex.add(volume("pvc-1", 1), SampleObjects.PROVISIONER);

        Orphans orphans = search(List.of(name(1), "tagged-1", "plain"), Set.of(), far);

        assertThat(orphans.images()).containsExactly("kube/tagged-1");
    }

    @Test
    void readsTheTagsOfTwentyOtherImagesAtMost() {
        volumeIndex.add(volume("pvc-1", 1), SampleObjects.PROVISIONER);
        List<String> others =
                IntStream.range(0, 500).mapToObj("plain-%d"::formatted).toList();

        search(Stream.concat(Stream.of(name(1)), others.stream()).toList(), Set.of(), far);

        assertThat(ran).filteredOn("image-meta ls"::equals).hasSize(20);
    }

    @Test
    void aLongListEndsWithTheNumberOfOmittedEntries() {
        volumeIndex.add(volume("pvc-0", 0), SampleObjects.PROVISIONER);

        List<String> images = search(names(1_100), Set.of(), far).images();

        assertThat(images).hasSize(1_001).endsWith("and 99 more");
    }

    @Test
    void reportsAPoolThatWasNotSearchedInTime() {
        volumeIndex.add(volume("pvc-1", 1), SampleObjects.PROVISIONER);

        Orphans orphans = search(names(100), Set.of(), Deadline.after(Duration.ofSeconds(-1), Clock.systemUTC()));

        assertThat(orphans.images()).isEmpty();
        assertThat(orphans.unreachable()).containsExactly("kube: the time was up before all images were compared");
    }

    private Orphans search(List<String> images, Set<String> pendingClaims, Deadline deadline) {
        PoolContents poolContents = TestPools.over(command -> answer(command, images), api);
        OrphanConfirmation orphanConfirmation = new OrphanConfirmation(api.volumes(), TestPools.config());
        return new OrphanSearch(
                        poolContents,
                        orphanConfirmation,
                        new TaggedImages(poolContents, orphanConfirmation),
                        new JournalSearch(TestPools.journals(api), orphanConfirmation, api.claims()),
                        new SnapshotSearch(TestPools.journals(api), api.contents(), () -> false),
                        new ConservativeClock(Clock.systemUTC(), Optional::empty))
                .find(poolDiscovery.find(volumeIndex), volumeIndex, pendingClaims, deadline)
                .orphans();
    }

    private Result answer(Command command, List<String> images) {
        List<String> arguments = command.arguments();
        String verb = arguments.get(0).equals("ls") ? "ls" : arguments.get(0) + " " + arguments.get(1);
        ran.add(verb);
        return new Result(
                0,
                switch (verb) {
                    case "ls" -> images.stream().collect(Collectors.joining("\",\"", "[\"", "\"]"));
                    case "trash ls" -> "[]";
                    default -> arguments.get(2).startsWith("tagged") ? "{\"rbdfunctions.io/claim-uid\":\"1\"}" : "";
                },
                "");
    }

    private PersistentVolume put(PersistentVolume volume) {
        api.put(volume);
        return volume;
    }

    private static PersistentVolume volume(String name, int number) {
        return SampleObjects.ofImage(name, "kube", name(number));
    }

    private static List<String> names(int count) {
        return IntStream.range(0, count).mapToObj(OrphanSearchTest::name).toList();
    }

    private static String name(int number) {
        return "kubernetes-dynamic-pvc-" + number;
    }

    private static long memory() {
        long before = usedMemory();
        VolumeIndex volumes = new VolumeIndex();
        try {
            fill(volumes);
            return usedMemory() - before;
        } finally {
            Reference.reachabilityFence(volumes);
        }
    }

    private static void fill(VolumeIndex volumeIndex) {
        IntStream.range(0, MANY)
                .forEach(number -> volumeIndex.add(volume("pvc-" + number, number), SampleObjects.PROVISIONER));
    }

    private static long usedMemory() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
