package io.rbdfunctions.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.rbdfunctions.concurrent.Deadline;
import io.rbdfunctions.kubernetes.ConservativeClock;
import io.rbdfunctions.kubernetes.TestApi;
import io.rbdfunctions.kubernetes.manifest.SampleObjects;
import io.rbdfunctions.operation.TestPools;
import io.rbdfunctions.operation.image.PoolContents;
import io.rbdfunctions.process.Command;
import io.rbdfunctions.process.Result;
import io.rbdfunctions.rbd.CephMonitors;
import io.rbdfunctions.rbd.RadosObjects;
import io.rbdfunctions.rbd.command.Session;
import io.rbdfunctions.rbd.monitor.MonitorCommand;
import io.rbdfunctions.rbd.monitor.MonitorCommand.ListPools;
import io.rbdfunctions.rbd.monitor.MonitorCommand.ReadUsage;
import io.rbdfunctions.rbd.monitor.PoolState;
import io.rbdfunctions.rbd.monitor.PoolUsage;
import io.rbdfunctions.rbd.object.ObjectOperation;
import io.rbdfunctions.rbd.object.ObjectOperation.ReadKeys;
import io.rbdfunctions.sweep.JournalSearch;
import io.rbdfunctions.sweep.OrphanConfirmation;
import io.rbdfunctions.sweep.OrphanSearch;
import io.rbdfunctions.sweep.Orphans;
import io.rbdfunctions.sweep.PoolDiscovery;
import io.rbdfunctions.sweep.PoolDiscovery.PoolAccess;
import io.rbdfunctions.sweep.PoolKey;
import io.rbdfunctions.sweep.SnapshotSearch;
import io.rbdfunctions.sweep.TaggedImages;
import io.rbdfunctions.sweep.VolumeIndex;
import io.rbdfunctions.sweep.cluster.SearchedCluster;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pool kube has two classes and a volume, pool ssd has a class, and pool old has a volume but no class. */
class PoolStatusReaderTest {
    private static final String MONITORS = String.valueOf(TestPools.PARAMETERS.get("monitors"));
    private static final Map<String, String> IMAGES = Map.of("kube", "[\"image-1\"]", "old", "[\"image-2\"]");

    private static final String TRASH = """
        [{"id":"1f","name":"gone","source":"USER","deleted_at":"Mon Nov 23 09:00:00 2026",\
        "status":"protected until Mon Nov 23 09:00:00 2099"}]\
        """;

    private static final String INFO = """
        {"id":"1f","size":1073741824,"objects":256,"object_size":4194304,"features":["layering"],"snapshot_count":0}\
        """;

    private final Deadline far = Deadline.after(Duration.ofMinutes(10), Clock.systemUTC());

    private final TestApi api = new TestApi();
    private final List<String> ran = new ArrayList<>();
    private final VolumeIndex volumeIndex = new VolumeIndex();
    private String deniedPool = "none";

    @BeforeEach
    void fill() throws InterruptedException {
        api.put(storageClass("rbd", "kube", Map.of()));
        api.put(storageClass("rbd-too", "kube", Map.of()));
        api.put(storageClass("ssd", "ssd", Map.of()));
        volumeIndex.add(SampleObjects.ofImage("pvc-1", "kube", "image-1"), SampleObjects.PROVISIONER);
        volumeIndex.add(SampleObjects.ofImage("pvc-2", "old", "image-2"), SampleObjects.PROVISIONER);
        api.requests();
    }

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void listsTheClassesAndTheTrashOfEachPoolOnce() throws InterruptedException {
        PoolStatus status = reader().read(volumeIndex, Set.of(), far);

        assertThat(api.requests())
                .filteredOn(path -> path.contains("/storageclasses"))
                .hasSize(1);
        assertThat(ran).containsExactly("ls kube", "trash ls kube", "ls old", "trash ls old", "ls ssd", "trash ls ssd");
        assertThat(status.orphans())
                .isEqualTo(new Orphans(
                        List.of(),
                        List.of(),
                        trashed(),
                        0,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(new SearchedCluster(MONITORS, 3, 0))));
    }

    @Test
    void namesAClassOfThePoolIfThereIsOne() {
        assertThat(reader().read(volumeIndex, Set.of(), far).trash())
                .extracting(RestorableImage::pool, RestorableImage::storageClass)
                .containsExactly(Tuple.tuple("kube", "rbd"), Tuple.tuple("old", null), Tuple.tuple("ssd", "ssd"));
    }

    @Test
    void knowsSizesAndClaims() {
        List<String> images = List.of("kube/kubernetes-dynamic-pvc-a", "kube/gone", "kube/team-a/img", "and 3 more");
        SortedMap<PoolKey, PoolAccess> pools =
                new PoolDiscovery(api.cache(), TestPools.completion(api), TestPools.config()).find(volumeIndex);
        ImageDetails details = new ImageDetails(TestPools.facts(this::run, new Headers(), new Usage(), api));

        assertThat(details.ofOrphans(pools, images))
                .containsExactly(
                        new OrphanImage("kube/kubernetes-dynamic-pvc-a", MONITORS, "rbd", 1L << 30, "shop/data"),
                        new OrphanImage("kube/gone", MONITORS, "rbd", null, null));
        assertThat(reader().read(volumeIndex, Set.of(), far).trash())
                .allSatisfy(trashed -> assertThat(trashed.bytes()).isEqualTo(1L << 30))
                .allSatisfy(trashed -> assertThat(trashed.claim()).isEqualTo("shop/data"));
    }

    @Test
    void knowsTheRoomOfPools() {
        assertThat(reader().read(volumeIndex, Set.of(), far).pools())
                .extracting(PoolEntry::pool, PoolEntry::volumes, PoolEntry::usedBytes, PoolEntry::freeBytes)
                .containsExactly(
                        Tuple.tuple("kube", 1, 5L, 70L),
                        Tuple.tuple("old", 1, 5L, 15L),
                        Tuple.tuple("ssd", 0, null, null));
    }

    @Test
    void doesNotAskUnreachablePoolsTwice() {
        deniedPool = "old";

        assertThat(reader().read(volumeIndex, Set.of(), far).pools())
                .filteredOn(pool -> pool.pool().equals("old"))
                .extracting(PoolEntry::usedBytes)
                .containsOnlyNulls();
    }

    @Test
    void prefersTheClassWithTheSecretOfTheVolumes() {
        api.put(storageClass("a", "old", Map.of("adminSecretName", "no-such-secret")));
        api.put(storageClass("b", "old", Map.of()));

        assertThat(reader().read(volumeIndex, Set.of(), far).trash())
                .extracting(RestorableImage::storageClass)
                .containsExactly("rbd", "b", "ssd");
    }

    @Test
    void readsTheTrashWithoutSearchingForOrphans() throws InterruptedException {
        PoolStatus status = reader().readTrash(volumeIndex);

        assertThat(api.requests())
                .filteredOn(path -> path.contains("/storageclasses"))
                .hasSize(1);
        assertThat(ran).containsExactly("trash ls kube", "trash ls old", "trash ls ssd");
        assertThat(status.orphans()).isNull();
        assertThat(status.trash()).extracting(RestorableImage::pool).containsExactly("kube", "old", "ssd");
    }

    @Test
    void anUnreachablePoolDoesNotAffectTheOthers() {
        deniedPool = "old";

        PoolStatus status = reader().read(volumeIndex, Set.of(), far);

        assertThat(status.trash()).extracting(RestorableImage::pool).containsExactly("kube", "ssd");
        assertThat(status.orphans())
                .isNotNull()
                .extracting(Orphans::unreachable, InstanceOfAssertFactories.list(String.class))
                .singleElement()
                .asString()
                .startsWith("old: ");
        assertThat(reader().readTrash(volumeIndex).trash())
                .extracting(RestorableImage::pool)
                .containsExactly("kube", "ssd");
    }

    private PoolStatusReader reader() {
        PoolContents poolContents = TestPools.over(this::run, api);
        OrphanConfirmation orphanConfirmation = new OrphanConfirmation(api.volumes(), TestPools.config());
        return new PoolStatusReader(
                new PoolDiscovery(api.cache(), TestPools.completion(api), TestPools.config()),
                new OrphanSearch(
                        poolContents,
                        orphanConfirmation,
                        new TaggedImages(poolContents, orphanConfirmation),
                        new JournalSearch(TestPools.journals(api), orphanConfirmation, api.claims()),
                        new SnapshotSearch(TestPools.journals(api), api.contents(), () -> false),
                        new ConservativeClock(Clock.systemUTC(), Optional::empty)),
                poolContents,
                new ImageDetails(TestPools.facts(this::run, new Headers(), new Usage(), api)));
    }

    /** Every image has the tags of a claim. */
    private static final class Headers implements RadosObjects {
        @Override
        @SuppressWarnings("unchecked")
        public <A> A run(Session session, ObjectOperation<A> operation) {
            return (A)
                    switch (operation) {
                        case ReadKeys read
                        when read.object().name().equals("rbd_directory") ->
                            Optional.of(Map.of("name_kubernetes-dynamic-pvc-a", "....2f"));
                        case ReadKeys _ ->
                            Optional.of(Map.of(
                                    "metadata_csi.storage.k8s.io/pvc/name", "data",
                                    "metadata_csi.storage.k8s.io/pvc/namespace", "shop"));
                        default -> throw new AssertionError(operation);
                    };
        }
    }

    /** Pool ssd is unknown, and pool old has a quota. */
    private static final class Usage implements CephMonitors {
        @Override
        @SuppressWarnings("unchecked")
        public <A> A run(Session session, MonitorCommand<A> command) {
            return (A)
                    switch (command) {
                        case ReadUsage _ -> Map.of("kube", new PoolUsage(5, 70), "old", new PoolUsage(5, 70));
                        case ListPools _ -> List.of(pool("kube", 0), pool("old", 20));
                        default -> throw new AssertionError(command);
                    };
        }

        private static PoolState pool(String name, long quota) {
            return new PoolState(name, false, Set.of("rbd"), Set.of(), quota);
        }
    }

    private Result run(Command command) {
        List<String> arguments = command.arguments();
        if (arguments.getFirst().equals("info")) {
            return new Result(0, INFO, "");
        }
        String pool = arguments.get(arguments.indexOf("--pool") + 1);
        boolean isTrash = arguments.getFirst().equals("trash");
        ran.add((isTrash ? "trash ls " : "ls ") + pool);
        if (pool.equals(deniedPool)) {
            return new Result(13, "", "rbd: couldn't connect to the cluster: (13) Permission denied");
        }
        return new Result(0, isTrash ? TRASH : IMAGES.getOrDefault(pool, "[]"), "");
    }

    private static List<Orphans.Trashed> trashed() {
        return List.of("kube", "old", "ssd").stream()
                .map(pool -> new Orphans.Trashed(
                        pool + "/gone",
                        "1f",
                        Instant.parse("2026-11-23T09:00:00Z"),
                        Instant.parse("2099-11-23T09:00:00Z")))
                .toList();
    }

    private static StorageClass storageClass(String name, String pool, Map<String, String> others) {
        Map<String, String> parameters = new HashMap<>(TestPools.PARAMETERS);
        parameters.put("pool", pool);
        parameters.putAll(others);
        return TestPools.storageClass(name, parameters);
    }
}
