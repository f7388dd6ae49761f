package io.rbdfunctions.operation.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.fabric8.kubernetes.api.model.storage.StorageClassBuilder;
import io.rbdfunctions.kubernetes.TestApi;
import io.rbdfunctions.operation.Pools;
import io.rbdfunctions.operation.TestPools;
import io.rbdfunctions.operation.reconcile.PoolSurvey.Held;
import io.rbdfunctions.operation.reconcile.Survey.Trashed;
import io.rbdfunctions.process.Command;
import io.rbdfunctions.process.Result;
import java.time.Clock;
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

/** Pool kube is that of two classes and a volume, ssd that of a class, old that of a volume alone. */
class PoolSurveyTest {
    private static final Map<String, String> IMAGES = Map.of("kube", "[\"image-1\"]", "old", "[\"image-2\"]");

    private static final String TRASH = """
            [{"id":"1f","name":"gone","source":"USER","deleted_at":"Mon Nov 23 09:00:00 2026",\
            "status":"protected until Mon Nov 23 09:00:00 2099"}]""";

    private final Instant far = Instant.now().plusSeconds(600);

    private final TestApi api = new TestApi();
    private final List<String> ran = new ArrayList<>();
    private final SeenVolumes seen = new SeenVolumes();
    private String closed = "none";

    @BeforeEach
    void fill() throws InterruptedException {
        api.put(storageClass("rbd", "kube", Map.of()));
        api.put(storageClass("rbd-too", "kube", Map.of()));
        api.put(storageClass("ssd", "ssd", Map.of()));
        seen.add(Samples.over("pvc-1", "kube", "image-1"), Samples.OURS);
        seen.add(Samples.over("pvc-2", "old", "image-2"), Samples.OURS);
        api.asked();
    }

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void asksForTheClassesAndForEachPoolsTrashOnce() throws InterruptedException {
        Held held = survey().of(seen, Set.of(), far);

        assertThat(api.asked())
                .filteredOn(path -> path.contains("/storageclasses"))
                .hasSize(1);
        assertThat(ran).containsExactly("ls kube", "trash ls kube", "ls old", "trash ls old", "ls ssd", "trash ls ssd");
        assertThat(held.orphans()).isEqualTo(new Orphans(List.of(), List.of(), trashed(), List.of()));
    }

    @Test
    void namesAClassThatLeadsToThePoolWhereThereIsOne() {
        assertThat(survey().of(seen, Set.of(), far).trash())
                .extracting(Trashed::pool, Trashed::storageClass)
                .containsExactly(Tuple.tuple("kube", "rbd"), Tuple.tuple("old", null), Tuple.tuple("ssd", "ssd"));
    }

    @Test
    void namesTheClassWhoseKeyTheVolumesOfThePoolHave() {
        api.put(storageClass("a", "old", Map.of("adminSecretName", "no-such-secret")));
        api.put(storageClass("b", "old", Map.of()));

        assertThat(survey().of(seen, Set.of(), far).trash())
                .extracting(Trashed::storageClass)
                .containsExactly("rbd", "b", "ssd");
    }

    @Test
    void theTrashIsToldOfWithoutASearchToo() throws InterruptedException {
        Held held = survey().inPart(seen);

        assertThat(api.asked())
                .filteredOn(path -> path.contains("/storageclasses"))
                .hasSize(1);
        assertThat(ran).containsExactly("trash ls kube", "trash ls old", "trash ls ssd");
        assertThat(held.orphans()).isNull();
        assertThat(held.trash()).extracting(Trashed::pool).containsExactly("kube", "old", "ssd");
    }

    @Test
    void aPoolThatCannotBeLookedIntoKeepsNothingOfTheOthersBack() {
        closed = "old";

        Held held = survey().of(seen, Set.of(), far);

        assertThat(held.trash()).extracting(Trashed::pool).containsExactly("kube", "ssd");
        assertThat(held.orphans())
                .isNotNull()
                .extracting(Orphans::unreachable, InstanceOfAssertFactories.list(String.class))
                .singleElement()
                .asString()
                .startsWith("old: ");
        assertThat(survey().inPart(seen).trash()).extracting(Trashed::pool).containsExactly("kube", "ssd");
    }

    private PoolSurvey survey() {
        Pools pools = TestPools.over(this::run, api);
        Absence absence = new Absence(api.volumes(), TestPools.config());
        return new PoolSurvey(
                new PoolWays(api.storageClasses(), TestPools.config()),
                new OrphanSearch(
                        pools,
                        absence,
                        new TaggedImages(pools, absence),
                        Clock.systemUTC(),
                        new TrashClock(Clock.systemUTC(), Optional::empty)),
                new TrashSurvey(pools));
    }

    private Result run(Command command) {
        List<String> words = command.arguments();
        String pool = words.get(words.indexOf("--pool") + 1);
        boolean isTrash = words.getFirst().equals("trash");
        ran.add((isTrash ? "trash ls " : "ls ") + pool);
        if (pool.equals(closed)) {
            return new Result(13, "", "rbd: couldn't connect to the cluster: (13) Permission denied");
        }
        return new Result(0, isTrash ? TRASH : IMAGES.getOrDefault(pool, "[]"), "");
    }

    private static List<String> trashed() {
        return List.of("kube", "old", "ssd").stream()
                .map(pool -> pool + "/gone (1f, expires 2099-11-23T09:00:00Z)")
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
