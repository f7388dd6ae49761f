package io.rbdfunctions.system.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.rbdfunctions.support.ceph.CephCluster;
import io.rbdfunctions.support.cluster.MockApiServer;
import io.rbdfunctions.support.cluster.TestCluster;
import io.rbdfunctions.support.packaged.FunctionProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The packaged function as shipped, under as much mixed load as it takes, for {@code -Dsoak.minutes=30}: what it accepts
 * it does, and it does not grow.
 */
@Tag("soak")
class SoakIT {
    private static final Duration TIME = Duration.ofMinutes(Integer.getInteger("soak.minutes", 30));
    private static final Duration LONG_ENOUGH = Duration.ofMinutes(30);
    private static final Duration BETWEEN_SAMPLES = Duration.ofSeconds(5);
    private static final int CALLERS = 6;
    private static final int CLAIMANTS = 2;
    private static final int MEGABYTES_AN_HOUR = 1;
    private static final int MORE_AT_MOST = 10;

    private final CephCluster ceph = CephCluster.fresh();

    @Test
    void whatIsAcceptedIsDoneAndNothingGrows() throws Exception {
        try (ceph;
                MockApiServer api = MockApiServer.start();
                TestCluster cluster = new TestCluster(ceph);
                FunctionProcess function = FunctionProcess.start(Path.of("target", "soak"), options(api))) {
            ResourceUsage resourceUsage = new ResourceUsage(function.pid());
            long operations = load(api, cluster, function, resourceUsage);
            resourceUsage.write(Path.of("target", "soak.csv"));

            System.out.printf("soak: %d operations in %s, %s%n", operations, TIME, resourceUsage);
            assertThat(ceph.images(cluster.pool())).as("images").isEmpty();
            assertThat(cluster.volumes()).as("volumes").isEmpty();
            assertThat(resourceUsage.growthOfThreads()).as("threads").isLessThanOrEqualTo(MORE_AT_MOST);
            assertThat(resourceUsage.growthOfFiles()).as("files").isLessThanOrEqualTo(MORE_AT_MOST);
            if (TIME.compareTo(LONG_ENOUGH) >= 0) {
                assertThat(resourceUsage.megabytesAnHour()).as("RSS, MB/h").isLessThan(MEGABYTES_AN_HOUR);
            }
        }
    }

    private static List<String> options(MockApiServer api) {
        return Stream.concat(
                        Stream.of(api.functionSettings()),
                        Stream.of("rbd-functions.rbd.engine=librbd", "rbd-functions.auth=none"))
                .map(setting -> "-D" + setting)
                .toList();
    }

    /** Answers how many operations there were. */
    private static long load(MockApiServer api, TestCluster cluster, FunctionProcess function, ResourceUsage resourceUsage)
            throws InterruptedException {
        long end = System.nanoTime() + TIME.toNanos();
        BooleanSupplier goesOn = () -> System.nanoTime() < end;
        SoakClient caller = new SoakClient(function.address(), cluster, cluster.makeClass());
        Stream<LongSupplier> loads = Stream.concat(
                IntStream.range(0, CALLERS).mapToObj(_ -> () -> repeat(goesOn, caller::liveByCalls)),
                Stream.concat(
                        IntStream.range(0, CLAIMANTS).mapToObj(_ -> () -> repeat(goesOn, caller::liveByEvents)),
                        Stream.of(() -> repeat(goesOn, caller::sweep))));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                KubernetesClient client = new KubernetesClientBuilder().build()) {
            List<CompletableFuture<Long>> all = loads.map(
                            load -> CompletableFuture.supplyAsync(load::getAsLong, threads))
                    .toList();
            while (goesOn.getAsBoolean() && all.stream().noneMatch(CompletableFuture::isCompletedExceptionally)) {
                Thread.sleep(BETWEEN_SAMPLES);
                resourceUsage.sample();
                api.forgetRequests();
                Stream.of(cluster.namespace(), "default")
                        .forEach(namespace ->
                                client.v1().events().inNamespace(namespace).delete());
            }
            return all.stream().mapToLong(CompletableFuture::join).sum();
        }
    }

    private static long repeat(BooleanSupplier goesOn, LongSupplier life) {
        long operations = 0;
        while (goesOn.getAsBoolean()) {
            operations += life.getAsLong();
        }
        return operations;
    }
}
