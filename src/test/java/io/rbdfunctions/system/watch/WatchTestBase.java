package io.rbdfunctions.system.watch;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.rbdfunctions.support.ceph.CephCluster;
import io.rbdfunctions.support.cluster.ProcessApiServer;
import io.rbdfunctions.support.cluster.TestCluster;
import io.rbdfunctions.support.packaged.FunctionProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;

/** A cluster without an event source, and functions that watch it. */
abstract class WatchTestBase {
    private static final Duration TIMEOUT = Duration.ofMinutes(3);

    final CephCluster ceph = CephCluster.shared();
    final ProcessApiServer api = ProcessApiServer.start();
    final TestCluster cluster = new TestCluster(ceph);
    final String storageClass = cluster.makeClass();
    private final List<FunctionProcess> functions = new ArrayList<>();

    @AfterEach
    void end() {
        functions.forEach(FunctionProcess::close);
        cluster.close();
        api.close();
    }

    FunctionProcess startFunction(String... settings) {
        Path directory = Path.of("target", "watch", getClass().getSimpleName() + "-" + functions.size());
        String[] all = Stream.concat(Stream.of("rbd-functions.watch=true"), Stream.of(settings))
                .toArray(String[]::new);
        FunctionProcess function = FunctionProcess.start(directory, ceph.secrets(), api.functionSettings(all));
        functions.add(function);
        return function;
    }

    List<PersistentVolumeClaim> addClaims(int count) {
        return Stream.generate(() -> cluster.addClaim(storageClass))
                .limit(count)
                .toList();
    }

    void awaitAllBound(int count) {
        until(() -> cluster.claims().stream()
                        .filter(claim -> "Bound".equals(claim.getStatus().getPhase()))
                        .count()
                == count);
    }

    void awaitNothingLeft() {
        until(() -> cluster.volumes().isEmpty() && ceph.images(cluster.pool()).isEmpty());
    }

    List<String> imagesOfVolumes() {
        return cluster.volumes().stream()
                .map(PersistentVolume::getSpec)
                .map(spec -> spec.getRbd().getImage())
                .toList();
    }

    /** Lets the controller manager work until the condition holds. */
    void until(java.util.concurrent.Callable<Boolean> condition) {
        Awaitility.await().atMost(TIMEOUT).pollInterval(Duration.ofMillis(200)).until(() -> {
            cluster.settle();
            return condition.call();
        });
    }
}
