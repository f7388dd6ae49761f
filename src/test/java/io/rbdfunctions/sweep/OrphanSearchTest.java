package io.rbdfunctions.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeBuilder;
import io.rbdfunctions.kubernetes.TestApi;
import io.rbdfunctions.kubernetes.manifest.SampleObjects;
import io.rbdfunctions.operation.TestPools;
import io.rbdfunctions.operation.image.PoolContents;
import io.rbdfunctions.process.Command;
import io.rbdfunctions.process.Result;
import java.lang.ref.Reference;
import java.time.Clock;
import java.time.Instant;
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

class OrphanSearchTest {
    private static final int MANY = 10_000;
    private final Instant far = Instant.now().plusSeconds(600);

    private final TestApi api = new TestApi();
    private final Queue<String> ran = new ConcurrentLinkedQueue<>();
    private final VolumeIndex seen = new VolumeIndex();
    private final PoolDiscovery ways = new PoolDiscovery(api.storageClasses(), TestPools.config());

    @AfterEach
    void close() {
        api.close();
    }

    /** Ten thousand volumes, each with its image: two commands, and next to no memory. */
    @Test
    void whereAllIsInOrderThePoolIsAskedTwice() {
        // The least of some tries: what others in this JVM do meanwhile only adds to it.
        long kept = IntStream.range(0, 4).mapToLong(_ -> kept()).min().orElseThrow();
        see(seen);
        long start = System.nanoTime();

        Orphans orphans = search(names(MANY), Set.of(), far);

        long millis = (System.nanoTime() - start) / 1_000_000;
        System.out.printf("%d volumes: %d KiB kept, %d ms to compare with the pool%n", MANY, kept >> 10, millis);
        assertThat(orphans).isEqualTo(new Orphans(List.of(), List.of(), List.of(), List.of()));
        assertThat(ran).containsExactly("ls", "trash ls");
        assertThat(kept).isLessThan(16 << 20);
        assertThat(millis).isLessThan(5_000);
    }

    @Test
    void tellsImagesWithoutVolumesAndVolumesWithoutImages() {
        seen.add(put(volume("pvc-1", 1)), SampleObjects.OURS);
        seen.add(volume("pvc-2", 2), SampleObjects.OURS);

        Orphans orphans = search(List.of(name(2), name(3), name(4), "another"), Set.of("4"), far);

        assertThat(orphans.images()).as("4 is awaited").containsExactly("kube/" + name(3));
        assertThat(orphans.volumes()).containsExactly("pvc-1");
    }

    /** Its classes may give names any prefix (volumeNamePrefix), ours too; the handle is then another. */
    @Test
    void anImageOfCephCsiIsNoOrphanWhateverItsName() {
        PersistentVolume ours = volume("pvc-1", 1);
        seen.add(ours, SampleObjects.OURS);
        seen.add(
                new PersistentVolumeBuilder(ours)
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
                SampleObjects.OURS);

        assertThat(search(List.of(name(1), name(2)), Set.of(), far).images()).isEmpty();
    }

    /** Its volume was made after the volumes were listed. */
    @Test
    void anImageWhoseVolumeCameMeanwhileIsNoOrphan() {
        seen.add(volume("pvc-1", 1), SampleObjects.OURS);
        put(volume("pvc-2", 2));

        assertThat(search(List.of(name(1), name(2)), Set.of(), far).images()).isEmpty();
    }

    @Test
    void anAdoptedImageIsFoundByItsTags() {
        seen.add(volume("pvc-1", 1), SampleObjects.OURS);

        Orphans orphans = search(List.of(name(1), "tagged-1", "plain"), Set.of(), far);

        assertThat(orphans.images()).containsExactly("kube/tagged-1");
    }

    /** Each must be opened for that. */
    @Test
    void onlySomeImagesWithOtherNamesAreOpened() {
        seen.add(volume("pvc-1", 1), SampleObjects.OURS);
        List<String> strange =
                IntStream.range(0, 500).mapToObj("plain-%d"::formatted).toList();

        search(Stream.concat(Stream.of(name(1)), strange.stream()).toList(), Set.of(), far);

        assertThat(ran).filteredOn("image-meta ls"::equals).hasSize(20);
    }

    @Test
    void aLongListIsCutAndSaysSo() {
        seen.add(volume("pvc-0", 0), SampleObjects.OURS);

        List<String> images = search(names(1_100), Set.of(), far).images();

        assertThat(images).hasSize(1_001).endsWith("and 99 more");
    }

    @Test
    void asksNobodyWhenTheTimeIsUpAndSaysSo() {
        seen.add(volume("pvc-1", 1), SampleObjects.OURS);

        Orphans orphans = search(names(100), Set.of(), Instant.now().minusSeconds(1));

        assertThat(orphans.images()).isEmpty();
        assertThat(orphans.unreachable()).containsExactly("kube: the time was up before all of it was compared");
    }

    private Orphans search(List<String> images, Set<String> awaited, Instant end) {
        PoolContents poolContents = TestPools.over(command -> answer(command, images), api);
        OrphanConfirmation orphanConfirmation = new OrphanConfirmation(api.volumes(), TestPools.config());
        return new OrphanSearch(
                        poolContents,
                        orphanConfirmation,
                        new TaggedImages(poolContents, orphanConfirmation),
                        Clock.systemUTC(),
                        new ConservativeClock(Clock.systemUTC(), Optional::empty))
                .find(ways.find(seen), seen, awaited, end)
                .orphans();
    }

    private Result answer(Command command, List<String> images) {
        List<String> words = command.arguments();
        String verb = words.get(0).equals("ls") ? "ls" : words.get(0) + " " + words.get(1);
        ran.add(verb);
        return new Result(
                0,
                switch (verb) {
                    case "ls" -> images.stream().collect(Collectors.joining("\",\"", "[\"", "\"]"));
                    case "trash ls" -> "[]";
                    default -> words.get(2).startsWith("tagged") ? "{\"rbdfunctions.io/claim-uid\":\"1\"}" : "";
                },
                "");
    }

    private PersistentVolume put(PersistentVolume volume) {
        api.put(volume);
        return volume;
    }

    private static PersistentVolume volume(String name, int number) {
        return SampleObjects.over(name, "kube", name(number));
    }

    private static List<String> names(int count) {
        return IntStream.range(0, count).mapToObj(OrphanSearchTest::name).toList();
    }

    private static String name(int number) {
        return "kubernetes-dynamic-pvc-" + number;
    }

    private static long kept() {
        long before = usedMemory();
        VolumeIndex volumes = new VolumeIndex();
        try {
            see(volumes);
            return usedMemory() - before;
        } finally {
            Reference.reachabilityFence(volumes);
        }
    }

    private static void see(VolumeIndex seen) {
        IntStream.range(0, MANY).forEach(number -> seen.add(volume("pvc-" + number, number), SampleObjects.OURS));
    }

    private static long usedMemory() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
