package io.rbdfunctions.system.faults;

import io.rbdfunctions.support.cluster.MockApiServer;
import io.rbdfunctions.support.packaged.FunctionProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How to start the function: with all logs, and with short timeouts so that failures are detected within seconds.
 *
 * @param before the command that starts the function
 * @param temporary the directory for temporary files, relative to the directory of the run unless absolute
 * @param options additional JVM options
 */
record FunctionLaunch(Engine engine, Recovery recovery, List<String> before, Path temporary, List<String> options) {
    private static final List<String> SETTINGS = List.of(
            "rbd-functions.auth=none",
            "rbd-functions.rbd.connect-timeout=3s",
            "rbd-functions.rbd.operation-timeout=5s",
            "rbd-functions.rbd.deadline=15s",
            "rbd-functions.rbd.remove-deadline=20s",
            "rbd-functions.rbd.busy-timeout=2s",
            "rbd-functions.rbd.settle-time=1s",
            "quarkus.log.level=TRACE",
            "quarkus.log.console.level=TRACE");

    /** The default launch. With recovery by a sweep, the retry queue is empty. */
    static FunctionLaunch of(Engine engine, Recovery recovery) {
        return new FunctionLaunch(engine, recovery, List.of(), Path.of("tmp"), List.of());
    }

    FunctionLaunch before(String... command) {
        return new FunctionLaunch(engine, recovery, List.of(command), temporary, options);
    }

    FunctionLaunch temporary(Path directory) {
        return new FunctionLaunch(engine, recovery, before, directory, options);
    }

    FunctionLaunch option(String option) {
        List<String> more = Stream.concat(options.stream(), Stream.of(option)).toList();
        return new FunctionLaunch(engine, recovery, before, temporary, more);
    }

    FunctionProcess start(Path directory, MockApiServer api, String address) {
        Path files = directory.toAbsolutePath().resolve(temporary);
        if (!temporary.isAbsolute()) {
            make(files);
        }
        List<String> all = new ArrayList<>(options);
        Stream.of(
                        Stream.of(api.functionSettings()),
                        SETTINGS.stream(),
                        Stream.of(
                                "kubernetes.master=" + address,
                                "rbd-functions.rbd.engine=" + engine,
                                "java.io.tmpdir=" + files,
                                "rbd-functions.reconcile.retry-queue-size=" + (recovery == Recovery.SWEEP ? 0 : 1000)))
                .flatMap(settings -> settings)
                .forEach(setting -> all.add("-D" + setting));
        return FunctionProcess.start(directory, before, Map.of("TMPDIR", files.toString()), all);
    }

    private static void make(Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
