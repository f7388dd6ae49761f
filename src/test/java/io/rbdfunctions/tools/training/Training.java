package io.rbdfunctions.tools.training;

import io.rbdfunctions.support.ceph.CephCluster;
import io.rbdfunctions.support.packaged.ExpectationException;
import io.rbdfunctions.support.packaged.FunctionProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Creates the AOT cache of the packaged application, with the classes that it loads. The cache contains only classes that the
 * training run uses, so the run sends every kind of request once.
 */
public final class Training {
    private static final Path DIRECTORY = Path.of("target", "training");
    private static final Path CACHE = Path.of("target", "quarkus-app", "app.aot");
    private static final Duration ASSEMBLY = Duration.ofMinutes(2);

    private Training() {}

    public static void main(String[] arguments) throws IOException {
        try {
            train();
        } catch (ExpectationException e) {
            System.err.println("training: " + e.getMessage());
            System.exit(1);
        }
        // The mock API server leaves threads that are not daemons.
        System.exit(0);
    }

    private static void train() throws IOException {
        Files.deleteIfExists(CACHE);
        try (CephCluster ceph = CephCluster.fresh();
                TlsApiServer api = TlsApiServer.start(ceph)) {
            List<String> options = new ArrayList<>();
            options.add("-XX:AOTCacheOutput=" + CACHE);
            // With method profiles in the cache the JVM would compile many methods at their first call, most of them
            // needlessly.
            options.add("-XX:+UnlockDiagnosticVMOptions");
            options.add("-XX:-AOTRecordTraining");
            options.add("-Drbd-functions.attacher.drivers=" + TlsApiServer.DRIVER);
            api.settings().forEach(setting -> options.add("-D" + setting));
            try (FunctionProcess function = FunctionProcess.start(DIRECTORY, options)) {
                new FirstEvents(function, api).send();
                function.terminate();
                function.awaitEnd(ASSEMBLY);
            }
        }
        ExpectationException.require(
                Files.exists(CACHE), "the JVM did not create %s; see %s".formatted(CACHE, DIRECTORY));
    }
}
