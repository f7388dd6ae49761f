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

/** The script that makes and breaks clusters, at work in one directory. */
record CephDev(Path directory) {
    private static final Path SCRIPTS = Path.of("src", "dev", "ceph").toAbsolutePath();

    /** By the file system: a counter would begin again in each class loader. */
    static CephDev inNewDirectory() {
        try {
            Path parent = Files.createDirectories(Path.of("target", "ceph").toAbsolutePath());
            return new CephDev(Files.createTempDirectory(parent, ""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts a cluster that ends with the given process, whatever happens to that. */
    void start(long owner) {
        install();
        Commands.run(command("start"), "", Map.of("CEPH_DEV_OWNER", Long.toString(owner)))
                .orFail();
    }

    /** What it says is shown at once: an installation takes half a minute. */
    private static void install() {
        var builder = new ProcessBuilder(SCRIPTS.resolve("install").toString()).redirectError(Redirect.INHERIT);
        try {
            var exitCode = builder.start().onExit().join().exitValue();
            if (exitCode != 0) {
                throw new IllegalStateException("what a Ceph needs is not installed; the error output says what to do");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void run(String verb, String... arguments) {
        Commands.run(command(verb, arguments), "", Map.of()).orFail();
    }

    /** The variables that the script prints for a client, by name. */
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
