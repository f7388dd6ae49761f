package io.rbdfunctions.operation.placement;

import static io.rbdfunctions.operation.Outcomes.done;
import static io.rbdfunctions.operation.Outcomes.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.NodeSelectorRequirement;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.rbdfunctions.concurrent.Parallel;
import io.rbdfunctions.kubernetes.TestApi;
import io.rbdfunctions.kubernetes.secret.TestSecrets;
import io.rbdfunctions.operation.OperationsHarness;
import io.rbdfunctions.operation.RequestBuilder;
import io.rbdfunctions.operation.VolumeOperations;
import io.rbdfunctions.operation.outcome.Refusal;
import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.operation.outcome.TryAgainException;
import io.rbdfunctions.operation.provision.ProvisionRequest;
import io.rbdfunctions.operation.provision.Provisioned;
import io.rbdfunctions.operation.provision.Provisioned.Action;
import io.rbdfunctions.rbd.engine.TestEngine;
import io.rbdfunctions.rbd.librbd.Librbd;
import io.rbdfunctions.support.ceph.CephCluster;
import io.rbdfunctions.support.ceph.Omaps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Places volumes into the pools of a real Ceph, whose manager counts their room. */
class PlacementTest {
    private static final int CLAIMS = 300;
    private static final Librbd LIBRBD = TestEngine.librbd();
    private static final CephCluster CEPH = CephCluster.fresh();

    static {
        CEPH.startManager();
    }

    private final TestApi api = new TestApi();
    private final VolumeOperations one = replica();
    private final VolumeOperations other = replica();

    @TempDir
    private Path directory;

    private final List<String> pools = Stream.generate(CEPH::freshPool).limit(3).toList();

    @AfterEach
    void close() {
        api.close();
    }

    @AfterAll
    static void stop() {
        LIBRBD.close();
        CEPH.close();
    }

    private VolumeOperations replica() {
        return OperationsHarness.operations(
                TestEngine.over(LIBRBD, Duration.ofMillis(500)),
                TestEngine.objects(LIBRBD),
                TestEngine.noManager(),
                TestSecrets.inFiles(CEPH.secrets()),
                api);
    }

    /** Both replicas get all claims at the same time. */
    @Test
    void threeHundredClaimsSpreadAndTwoReplicasFindTheSamePlaces() {
        List<ProvisionRequest> claims = IntStream.range(0, CLAIMS)
                .mapToObj(_ -> request("round-robin").provision())
                .toList();

        List<CompletableFuture<Provisioned>> first = start(one, claims);
        List<CompletableFuture<Provisioned>> second = start(other, claims);

        Map<String, Integer> counts = new TreeMap<>();
        for (int i = 0; i < CLAIMS; i++) {
            Provisioned placed = Parallel.await(first.get(i));
            assertThat(Parallel.await(second.get(i)).image()).isEqualTo(placed.image());
            counts.merge(placed.image().pool().value(), 1, Integer::sum);
        }
        assertThat(counts).containsOnlyKeys(pools);
        assertThat(counts.values()).allSatisfy(count -> assertThat(count).isBetween(70, 130));
        counts.forEach((pool, count) -> {
            assertThat(CEPH.images(pool)).hasSize(count);
            assertThat(Omaps.of(CEPH, pool).objects("csi.volume.")).hasSize(count);
        });
    }

    /** One pool is nearly full, one has a quota, and the images are in a namespace of each. */
    @Test
    void threeHundredClaimsGoWhereThereIsRoom() throws IOException {
        pools.forEach(pool -> CEPH.createNamespace(pool + "/team"));
        fillAndLimit();
        List<ProvisionRequest> small = claims(() -> inNamespace("round-robin").size("32Mi"));
        List<ProvisionRequest> ordered =
                claims(() -> inNamespace("first-with-room").size("32Mi"));
        List<ProvisionRequest> large = claims(() -> inNamespace("most-free").size("128Mi"));
        List<ProvisionRequest> all =
                Stream.of(small, ordered, large).flatMap(List::stream).toList();

        List<CompletableFuture<Provisioned>> first = start(one, all);
        List<CompletableFuture<Provisioned>> second = start(other, all);

        List<String> places = first.stream()
                .map(placed -> Parallel.await(placed).image().poolSpec().toString())
                .toList();
        List<String> ofTheOther = second.stream()
                .map(placed -> Parallel.await(placed).image().poolSpec().toString())
                .toList();
        assertThat(ofTheOther).isEqualTo(places);
        List<String> namespaces = pools.stream().map(pool -> pool + "/team").toList();
        assertThat(places.subList(0, 100)).containsOnly(namespaces.get(1), namespaces.get(2));
        assertThat(places.subList(100, 200)).containsOnly(namespaces.get(1));
        assertThat(places.subList(200, CLAIMS)).containsOnly(namespaces.get(2));
        assertThat(CEPH.images(pools.get(1), "team").size()
                        + CEPH.images(pools.get(2), "team").size())
                .isEqualTo(CLAIMS);
        assertThat(pools).allSatisfy(pool -> assertThat(CEPH.images(pool)).isEmpty());
    }

    private RequestBuilder inNamespace(String selection) {
        return request(selection).parameter("radosNamespace", "team");
    }

    private static List<ProvisionRequest> claims(Supplier<RequestBuilder> claim) {
        return Stream.generate(() -> claim.get().provision()).limit(CLAIMS / 3).toList();
    }

    /** One replica wants to choose another pool than the other: room has changed between their questions. */
    @Test
    void replicasThatChooseDifferentlyMeetInTheJournal() {
        List<CompletableFuture<Provisioned>> both = IntStream.range(0, 40)
                .mapToObj(i -> {
                    String volume = "pvc-" + UUID.randomUUID();
                    return Stream.of(
                            Parallel.start(() -> done(one.run(
                                    request("first-with-room").volume(volume).provision()))),
                            Parallel.start(() ->
                                    done(other.run(reversed().volume(volume).provision()))));
                })
                .flatMap(Function.identity())
                .toList();

        Map<String, Long> places = both.stream()
                .map(Parallel::await)
                .collect(Collectors.groupingBy(
                        placed -> placed.persistentVolume().getMetadata().getName() + " " + placed.image(),
                        Collectors.counting()));
        assertThat(places).hasSize(40).values().containsOnly(2L);
        assertThat(pools.stream().mapToLong(pool -> CEPH.images(pool).size()).sum())
                .isEqualTo(40);
        assertThat(pools.stream()
                        .mapToLong(pool ->
                                Omaps.of(CEPH, pool).objects("csi.volume.").size())
                        .sum())
                .isEqualTo(40);
    }

    @Test
    void aRepeatedRequestFindsItsPlaceWhereverItIs() {
        ProvisionRequest request = request("most-free").provision();
        Provisioned placed = done(one.run(request));
        CEPH.setQuota(placed.image().pool().value(), 1);

        Provisioned again = done(one.run(request));

        assertThat(again.action()).isEqualTo(Action.ALREADY_THERE);
        assertThat(again.persistentVolume()).isEqualTo(placed.persistentVolume());
        CEPH.setQuota(placed.image().pool().value(), 0);
    }

    @Test
    void poolsThatAreNearlyFullOrHaveASmallQuotaAreLeftOut() throws IOException {
        fillAndLimit();

        assertThat(poolOf(request("first-with-room").size("32Mi"))).isEqualTo(pools.get(1));
        assertThat(poolOf(request("first-with-room").size("128Mi"))).isEqualTo(pools.get(2));
        assertThat(poolOf(request("most-free"))).isEqualTo(pools.get(2));
        CEPH.setQuota(pools.get(2), 64 << 20);
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThatThrownBy(
                                () -> one.run(request("most-free").size("128Mi").provision()))
                        .isInstanceOfSatisfying(
                                TryAgainException.class,
                                full -> assertThat(full.obstacle()).isEqualTo(TryAgainException.Obstacle.NO_SPACE))
                        .hasMessageContaining("none has room for 128Mi: %s has ".formatted(pools.get(0)))
                        .hasMessageContaining("%s has 64 MiB free and is 0 %% full".formatted(pools.get(2))));
    }

    /** The first pool is nearly full, the second has a quota of 64 MiB. Returns when the manager has counted that. */
    private void fillAndLimit() throws IOException {
        CEPH.setQuota(pools.get(0), 16 << 20);
        Path data = Files.write(directory.resolve("data"), new byte[15 << 20]);
        CEPH.rados(List.of("--pool", pools.get(0), "put", "data", data.toString()))
                .orFail();
        CEPH.setQuota(pools.get(1), 64 << 20);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> !poolOf(request("first-with-room")).equals(pools.get(0)));
    }

    @Test
    void theSelectedNodeLeadsToAPoolAndToTheAffinityOfTheVolume() {
        node("n1", Map.of("topology.kubernetes.io/zone", "a", "topology.kubernetes.io/region", "x"));
        node("n2", Map.of("topology.kubernetes.io/zone", "b", "topology.kubernetes.io/region", "x"));
        node("n3", Map.of("topology.kubernetes.io/zone", "c"));

        PersistentVolume inB = done(one.run(constrained("n2"))).persistentVolume();

        assertThat(inB.getSpec().getCsi().getVolumeAttributes()).containsEntry("pool", pools.get(1));
        assertThat(inB.getSpec().getNodeAffinity().getRequired().getNodeSelectorTerms())
                .singleElement()
                .satisfies(term -> assertThat(term.getMatchExpressions())
                        .containsExactly(
                                new NodeSelectorRequirement("topology.kubernetes.io/zone", "In", List.of("b"))));
        Refusal noPool = refused(one.run(constrained("n3")));
        assertThat(noPool.reason()).isEqualTo(Reason.NO_POOL);
        assertThat(noPool.detail())
                .isEqualTo(
                        "no pool of the class fits: none can be reached from node n3 (topology.kubernetes.io/zone=c); the class has %s for {zone=a}, %s for {zone=b}"
                                .formatted(pools.get(0), pools.get(1)));
        assertThat(refused(one.run(constrained("gone"))).detail())
                .contains("the node gone that was selected for the first pod no longer exists");
        assertThat(done(one.run(constrained(null))).persistentVolume().getSpec().getNodeAffinity())
                .isNotNull();
    }

    private ProvisionRequest constrained(@Nullable String node) {
        RequestBuilder request = base().parameter(
                        "topologyConstrainedPools",
                        IntStream.range(0, 2)
                                .mapToObj(i ->
                                        "{\"poolName\":\"%s\",\"domainSegments\":[{\"domainLabel\":\"zone\",\"value\":\"%c\"}]}"
                                                .formatted(pools.get(i), 'a' + i))
                                .collect(Collectors.joining(",", "[", "]")));
        return (node == null ? request : request.annotation("volume.kubernetes.io/selected-node", node)).provision();
    }

    private void node(String name, Map<String, String> labels) {
        api.put(new NodeBuilder()
                .withNewMetadata()
                .withName(name)
                .withLabels(labels)
                .endMetadata()
                .build());
    }

    private String poolOf(RequestBuilder request) {
        return done(one.run(request.dryRun().provision())).image().pool().value();
    }

    private RequestBuilder request(String selection) {
        return base().parameter("pools", String.join(",", pools)).parameter("poolSelection", selection);
    }

    /** With the directory of the others. */
    private RequestBuilder reversed() {
        return base().parameter("pools", String.join(",", pools.reversed()))
                .parameter("poolSelection", "first-with-room")
                .parameter("journalPool", pools.getFirst());
    }

    private static RequestBuilder base() {
        return new RequestBuilder()
                .volume("pvc-" + UUID.randomUUID())
                .without("pool")
                .without("userSecretName")
                .parameter("monitors", CEPH.monitors())
                .parameter("clusterID", "c1")
                .parameter("nodeStageSecretName", "stage");
    }

    private static List<CompletableFuture<Provisioned>> start(
            VolumeOperations replica, List<ProvisionRequest> requests) {
        return requests.stream()
                .map(request -> Parallel.start(() -> done(replica.run(request))))
                .toList();
    }
}
