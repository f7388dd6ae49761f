package io.rbdfunctions.support.ceph;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Runs the script that starts clusters and injects faults into them, in one directory. */
record CephDev(Path directory) {
    private static final Path SCRIPTS = Path.of("src", "dev", "ceph").toAbsolutePath();

    /** Unique by the file system; a counter would restart in each class loader. */
    static CephDev inNewDirectory() {
        try {
            Path parent = Files.createDirectories(Path.of("target", "ceph").toAbsolutePath());
            return new CephDev(Files.createTempDirectory(parent, ""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts a cluster that stops when the given process ends for any reason. */
    void start(long owner) {
        install();
        Commands.run(command("start"), "", Map.of("CEPH_DEV_OWNER", Long.toString(owner)))
                .orFail();
    }

    /** Adds a manager to the cluster, and installs its package first, which a cluster without one does not need. */
    void startManager() {
        install("mgr");
        run("start", "mgr");
    }

    /** Shows the output at once, because an installation takes half a minute. */
    private static void install(String... daemons) {
        var command = new ArrayList<>(List.of(SCRIPTS.resolve("install").toString()));
        command.addAll(List.of(daemons));
        var builder = new ProcessBuilder(command).redirectError(Redirect.INHERIT);
        try {
            var exitCode = builder.start().onExit().join().exitValue();
            if (exitCode != 0) {
                throw new IllegalStateException("the packages of Ceph are not installed; see the error output");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void run(String verb, String... arguments) {
        Commands.run(command(verb, arguments), "", Map.of()).orFail();
    }

    /** The variables for clients that the script prints, by name. */
    Map<String, String> environment() {
        return Commands.run(command("env"), "", Map.of())
                .orFail()
                .stdout()
                .lines()
                .map(line -> line.split("=", 2))
                .collect(toUnmodifiableMap(pair -> pair[0], pair -> pair[1]));
    }

    void stopAndRemove() {
        run("stop");
        try (var files = Files.walk(directory)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> command(String verb, String... arguments) {
        var command = new ArrayList<>(List.of(SCRIPTS.resolve("ceph-dev").toString(), verb, directory.toString()));
        command.addAll(List.of(arguments));
        return command;
    }
}
