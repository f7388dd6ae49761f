package io.rbdfunctions.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.fabric8.kubernetes.api.model.storage.StorageClassBuilder;
import io.rbdfunctions.concurrent.Deadline;
import io.rbdfunctions.kubernetes.ConservativeClock;
import io.rbdfunctions.kubernetes.TestApi;
import io.rbdfunctions.kubernetes.manifest.SampleObjects;
import io.rbdfunctions.operation.TestPools;
import io.rbdfunctions.operation.image.PoolContents;
import io.rbdfunctions.process.Command;
import io.rbdfunctions.process.Result;
import io.rbdfunctions.status.PoolStatusReader.PoolStatus;
import io.rbdfunctions.status.StatusReport.Trashed;
import io.rbdfunctions.sweep.JournalSearch;
import io.rbdfunctions.sweep.OrphanConfirmation;
import io.rbdfunctions.sweep.OrphanSearch;
import io.rbdfunctions.sweep.Orphans;
import io.rbdfunctions.sweep.PoolDiscovery;
import io.rbdfunctions.sweep.SnapshotSearch;
import io.rbdfunctions.sweep.TaggedImages;
import io.rbdfunctions.sweep.VolumeIndex;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pool kube has two classes and a volume, pool ssd has a class, and pool old has a volume but no class. */
class PoolStatusReaderTest {
    private static final Map<String, String> IMAGES = Map.of("kube", "[\"image-1\"]", "old", "[\"image-2\"]");

    private static final String TRASH = """
        [{"id":"1f","name":"gone","source":"USER","deleted_at":"Mon Nov 23 09:00:00 2026",\
        "status":"protected until Mon Nov 23 09:00:00 2099"}]\
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
                .isEqualTo(new Orphans(List.of(), List.of(), trashed(), List.of(), List.of(), List.of()));
    }

    @Test
    void namesAClassOfThePoolIfThereIsOne() {
        assertThat(reader().read(volumeIndex, Set.of(), far).trash())
                .extracting(Trashed::pool, Trashed::storageClass)
                .containsExactly(Tuple.tuple("kube", "rbd"), Tuple.tuple("old", null), Tuple.tuple("ssd", "ssd"));
    }

    @Test
    void prefersTheClassWithTheSecretOfTheVolumes() {
        api.put(storageClass("a", "old", Map.of("adminSecretName", "no-such-secret")));
        api.put(storageClass("b", "old", Map.of()));

        assertThat(reader().read(volumeIndex, Set.of(), far).trash())
                .extracting(Trashed::storageClass)
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
        assertThat(status.trash()).extracting(Trashed::pool).containsExactly("kube", "old", "ssd");
    }

    @Test
    void anUnreachablePoolDoesNotAffectTheOthers() {
        deniedPool = "old";

        PoolStatus status = reader().read(volumeIndex, Set.of(), far);

        assertThat(status.trash()).extracting(Trashed::pool).containsExactly("kube", "ssd");
        assertThat(status.orphans())
                .isNotNull()
                .extracting(Orphans::unreachable, InstanceOfAssertFactories.list(String.class))
                .singleElement()
                .asString()
                .startsWith("old: ");
        assertThat(reader().readTrash(volumeIndex).trash())
                .extracting(Trashed::pool)
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
                poolContents);
    }

    private Result run(Command command) {
        List<String> arguments = command.arguments();
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
        return new StorageClassBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withProvisioner(TestPools.config().provisioner())
                .withParameters(parameters)
                .build();
    }
}
