package io.rbdfunctions.system.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.rbdfunctions.support.ceph.CephCluster;
import io.rbdfunctions.support.packaged.ExpectationException;
import io.rbdfunctions.support.packaged.FunctionProcess;
import io.rbdfunctions.support.packaged.HttpAnswer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** On SIGTERM, the packaged application completes running operations and accepts no new ones. */
class ShutdownIT {
    private static final Path DIRECTORY = Path.of("target", "shutdown");

    @Test
    void completesARunningCommandOnTermination() {
        assertCompletesOnTermination("cli", FunctionProcess::hasChildren);
    }

    @Test
    void completesARunningLibrbdCallOnTermination() {
        assertCompletesOnTermination("librbd", FunctionProcess::hasCalledLibrbd);
    }

    private static void assertCompletesOnTermination(String engine, Predicate<FunctionProcess> isWorking) {
        try (CephCluster ceph = CephCluster.fresh();
                FunctionProcess function =
                        FunctionProcess.start(DIRECTORY, ceph.secrets(), "rbd-functions.rbd.engine=" + engine)) {
            ceph.slow(Duration.ofMillis(100));
            CompletableFuture<HttpAnswer> answer =
                    CompletableFuture.supplyAsync(() -> function.post("provision", payload(ceph)));
            await("a running operation").until(() -> isWorking.test(function));

            function.terminate();

            assertThat(answer.join().require(200).text("/action")).isEqualTo("created");
            await("the end of the process").atMost(Duration.ofSeconds(20)).until(() -> !function.isAlive());
            assertThat(function.exitCode()).isEqualTo(143);
            ceph.slow(Duration.ZERO);
            assertThat(ceph.images(ceph.pool())).hasSize(1);
            assertThatThrownBy(() -> function.post("provision", payload(ceph)))
                    .isInstanceOf(ExpectationException.class);
        }
    }

    private static Map<String, Object> payload(CephCluster ceph) {
        return Map.of(
                "size",
                "1Gi",
                "parameters",
                Map.of(
                        "monitors", ceph.monitors(),
                        "pool", ceph.pool(),
                        "adminSecretName", "ceph-admin",
                        "adminSecretNamespace", "kube-system",
                        "userSecretName", "ceph-user"));
    }
}
