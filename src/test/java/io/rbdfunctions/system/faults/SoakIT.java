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
 * Runs the packaged function under mixed load for {@code -Dsoak.minutes=30}. Every accepted operation must have its
 * effect, and memory, files and threads must not grow.
 */
@Tag("soak")
class SoakIT {
    private static final Duration TIME = Duration.ofMinutes(Integer.getInteger("soak.minutes", 30));
    private static final Duration MINIMUM_FOR_MEMORY = Duration.ofMinutes(30);
    private static final Duration BETWEEN_SAMPLES = Duration.ofSeconds(5);
    private static final int CALLERS = 6;
    private static final int EVENT_SENDERS = 2;
    private static final int MEGABYTES_PER_HOUR = 1;
    private static final int MAXIMUM_GROWTH = 10;

    private final CephCluster ceph = CephCluster.fresh();

    @Test
    void acceptedOperationsTakeEffectAndResourcesDoNotGrow() throws Exception {
        try (ceph;
                MockApiServer api = MockApiServer.start();
                TestCluster cluster = new TestCluster(ceph);
                FunctionProcess function = FunctionProcess.start(Path.of("target", "soak"), options(api))) {
            ResourceUsage usage = new ResourceUsage(function.pid());
            long operations = load(api, cluster, function, usage);
            usage.write(Path.of("target", "soak.csv"));

            System.out.printf("soak: %d operations in %s, %s%n", operations, TIME, usage);
            assertThat(ceph.images(cluster.pool())).as("images").isEmpty();
            assertThat(cluster.volumes()).as("volumes").isEmpty();
            assertThat(usage.growthOfThreads()).as("threads").isLessThanOrEqualTo(MAXIMUM_GROWTH);
            assertThat(usage.growthOfFiles()).as("files").isLessThanOrEqualTo(MAXIMUM_GROWTH);
            if (TIME.compareTo(MINIMUM_FOR_MEMORY) >= 0) {
                assertThat(usage.megabytesPerHour()).as("RSS, MB/h").isLessThan(MEGABYTES_PER_HOUR);
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

    /** Returns the number of operations. */
    private static long load(MockApiServer api, TestCluster cluster, FunctionProcess function, ResourceUsage usage)
            throws InterruptedException {
        long end = System.nanoTime() + TIME.toNanos();
        BooleanSupplier isRunning = () -> System.nanoTime() < end;
        SoakClient caller = new SoakClient(function.address(), cluster, cluster.makeClass());
        Stream<LongSupplier> loads = Stream.concat(
                IntStream.range(0, CALLERS).mapToObj(_ -> () -> repeat(isRunning, caller::runByCalls)),
                Stream.concat(
                        IntStream.range(0, EVENT_SENDERS).mapToObj(_ -> () -> repeat(isRunning, caller::runByEvents)),
                        Stream.of(() -> repeat(isRunning, caller::sweep))));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                KubernetesClient client = new KubernetesClientBuilder().build()) {
            List<CompletableFuture<Long>> all = loads.map(
                            load -> CompletableFuture.supplyAsync(load::getAsLong, threads))
                    .toList();
            while (isRunning.getAsBoolean() && all.stream().noneMatch(CompletableFuture::isCompletedExceptionally)) {
                Thread.sleep(BETWEEN_SAMPLES);
                usage.sample();
                api.forgetRequests();
                Stream.of(cluster.namespace(), "default")
                        .forEach(namespace ->
                                client.v1().events().inNamespace(namespace).delete());
            }
            return all.stream().mapToLong(CompletableFuture::join).sum();
        }
    }

    private static long repeat(BooleanSupplier isRunning, LongSupplier cycle) {
        long operations = 0;
        while (isRunning.getAsBoolean()) {
            operations += cycle.getAsLong();
        }
        return operations;
    }
}
