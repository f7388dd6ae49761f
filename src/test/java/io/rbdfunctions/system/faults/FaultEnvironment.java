package io.rbdfunctions.system.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.rbdfunctions.rbd.engine.ProcessListWatch;
import io.rbdfunctions.support.ceph.CephCluster;
import io.rbdfunctions.support.cluster.EventDelivery;
import io.rbdfunctions.support.cluster.MockApiServer;
import io.rbdfunctions.support.cluster.TestCluster;
import io.rbdfunctions.support.packaged.ExpectationException;
import io.rbdfunctions.support.packaged.FunctionProcess;
import io.rbdfunctions.support.packaged.HttpAnswer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.function.BiFunction;
import org.awaitility.Awaitility;

/** A Ceph cluster, an API server behind a proxy, and a function, for fault injection and recovery. */
final class FaultEnvironment implements AutoCloseable {
    private static final Path DIRECTORY = Path.of("target", "faults");

    private final CephCluster ceph = CephCluster.fresh();
    private final MockApiServer api = MockApiServer.start();
    private final ApiProxy proxy = new ApiProxy(api.access().getOrDefault("kubernetes.master", ""));
    private final TestCluster cluster = new TestCluster(ceph);
    private final SnapshotObjects snapshots = new SnapshotObjects(cluster.namespace());
    private final String storageClass;
    private final HttpClient http = HttpClient.newHttpClient();
    private final ProcessListWatch processes = ProcessListWatch.forText(ceph.adminKey(), Duration.ofMillis(20));
    private final Path directory;
    private final FunctionLaunch launch;
    private final Random random = new Random(20261124);
    private FunctionProcess function;
    private int starts;

    FaultEnvironment(String name, FunctionLaunch launch) {
        this(name, launch, Map.of());
    }

    /** @param parameters additional parameters of the StorageClass */
    FaultEnvironment(String name, FunctionLaunch launch, Map<String, String> parameters) {
        this.directory = DIRECTORY.resolve(name);
        this.launch = launch;
        this.storageClass = cluster.makeClass(builder -> builder, parameters);
        this.function = start();
    }

    private FunctionProcess start() {
        starts++;
        return launch.start(directory.resolve("run-" + starts), api, proxy.address());
    }

    CephCluster ceph() {
        return ceph;
    }

    ApiProxy api() {
        return proxy;
    }

    TestCluster cluster() {
        return cluster;
    }

    SnapshotObjects snapshots() {
        return snapshots;
    }

    String storageClass() {
        return storageClass;
    }

    FunctionProcess function() {
        return function;
    }

    /**
     * Starts an operation, injects the fault, waits for the recovery and checks that nothing is missing or left over.
     */
    void survive(
            InterruptedOperation operation,
            Recovery recovery,
            BiFunction<FaultEnvironment, ClaimWorkload, Runnable> fault) {
        ClaimWorkload workload = operation.prepare(this);
        Runnable heal = fault.apply(this, workload);
        heal.run();
        recovery.finish(this, workload);
        new InvariantCheck(this).assertHolds(workload);
    }

    /** Pauses to a random moment of an operation that takes about a second. */
    void pauseForAMoment() {
        pause(Duration.ofMillis(50 + random.nextInt(500)));
    }

    static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Sends an event with the current object; returns the status, or 0 without an answer. */
    int deliver(HasMetadata object) {
        return deliverAsIs(cluster.now(object));
    }

    int deliverAsIs(HasMetadata object) {
        try {
            return http.send(EventDelivery.of(object).to(function.address()), BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException _) {
            return 0;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    void deliverAndExpectSuccess(HasMetadata object) {
        assertThat(deliver(object)).isEqualTo(204);
    }

    /** Sweeps and ignores the result. */
    void sweep() {
        try {
            function.post("sweep", Map.of());
        } catch (ExpectationException _) {
            return; // The function died during the sweep.
        }
    }

    /** Sweeps and returns the report, which must contain no failures. */
    JsonNode sweepAndExpectSuccess() {
        HttpAnswer report = function.post("sweep", Map.of()).require(200);
        assertThat(report.body().get("failures")).as("failures").isEmpty();
        assertThat(report.body().get("complete").booleanValue()).as("complete").isTrue();
        return report.body();
    }

    void kill() {
        function.kill();
        function.awaitEnd(Duration.ofSeconds(10));
    }

    void startAgain() {
        function.close();
        function = start();
    }

    /** Waits until delayed requests, commands and watches of dead clients are gone. */
    void awaitQuiet() {
        Awaitility.await("quiet")
                .atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> !proxy.isBusy() && LeftoverFinder.commands(ceph).isEmpty() && !isWatched());
    }

    private boolean isWatched() {
        return ceph.images(cluster.pool()).stream()
                .map(image -> cluster.pool() + "/" + image)
                .anyMatch(image -> ceph.rbd("status", image).stdout().contains("watcher="));
    }

    Path directory() {
        return directory;
    }

    MockApiServer apiServer() {
        return api;
    }

    ProcessListWatch processes() {
        return processes;
    }

    @Override
    public void close() {
        processes.close();
        function.close();
        snapshots.close();
        cluster.close();
        proxy.close();
        api.close();
        http.close();
        ceph.close();
    }
}
