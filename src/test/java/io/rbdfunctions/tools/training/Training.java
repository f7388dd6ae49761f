package io.rbdfunctions.tools.training;

import io.rbdfunctions.support.ceph.CephCluster;
import io.rbdfunctions.support.packaged.FunctionProcess;
import io.rbdfunctions.support.packaged.UnmetException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes the cache from which the JVM starts the packaged application: classes read and linked, methods with what they
 * were seen to do. It holds what was used while the JVM watched, so that all that a first event needs is done once.
 */
public final class Training {
    private static final Path DIRECTORY = Path.of("target", "training");
    private static final Path CACHE = Path.of("target", "quarkus-app", "app.aot");
    private static final Duration ASSEMBLY = Duration.ofMinutes(2);

    private Training() {}

    public static void main(String[] arguments) throws IOException {
        try {
            train();
        } catch (UnmetException e) {
            System.err.println("training: " + e.getMessage());
            System.exit(1);
        }
        // The mock server leaves threads behind that would keep the JVM.
        System.exit(0);
    }

    private static void train() throws IOException {
        Files.deleteIfExists(CACHE);
        try (CephCluster ceph = CephCluster.fresh();
                TlsApiServer api = TlsApiServer.start(ceph)) {
            List<String> options = new ArrayList<>();
            options.add("-XX:AOTCacheOutput=" + CACHE);
            // What methods were seen to do has them compiled when they are first called, most of them for nothing.
            options.add("-XX:+UnlockDiagnosticVMOptions");
            options.add("-XX:-AOTRecordTraining");
            api.settings().forEach(setting -> options.add("-D" + setting));
            try (FunctionProcess function = FunctionProcess.start(DIRECTORY, options)) {
                new FirstEvents(function, api).send();
                function.terminate();
                function.awaitEnd(ASSEMBLY);
            }
        }
        UnmetException.require(Files.exists(CACHE), "no %s was made; see %s".formatted(CACHE, DIRECTORY));
    }
}
