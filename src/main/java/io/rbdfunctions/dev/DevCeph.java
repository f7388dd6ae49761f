package io.rbdfunctions.dev;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.rbdfunctions.process.Command;
import io.rbdfunctions.process.CommandRunner;
import io.rbdfunctions.process.Result;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Starts a throw-away Ceph cluster in a directory, with the scripts in {@code src/dev/ceph}. */
final class DevCeph {
    /** A script failed; the message is its error output. */
    static final class FailedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private FailedException(String message) {
            super(message);
        }
    }

    private static final Path SCRIPTS = Path.of("src", "dev", "ceph").toAbsolutePath();
    private static final Duration INSTALLATION = Duration.ofMinutes(15);
    private static final Duration START = Duration.ofMinutes(2);

    private final CommandRunner runner;
    private final Path directory;

    DevCeph(CommandRunner runner, Path directory) {
        this.runner = runner;
        this.directory = directory.toAbsolutePath();
    }

    /**
     * Installs Ceph's packages and starts the cluster if needed. The cluster ends with this process, even if that is killed.
     *
     * @throws FailedException if a script fails
     */
    void start() {
        run("env", List.of(SCRIPTS.resolve("install").toString()), INSTALLATION);
        var owner = "CEPH_DEV_OWNER=" + ProcessHandle.current().pid();
        run("env", List.of(owner, script(), "start", directory.toString()), START);
    }

    /** The settings of a client by name, keys included. */
    Map<String, String> variables() {
        return run(script(), List.of("env", directory.toString()), START)
                .output()
                .lines()
                .map(line -> line.split("=", 2))
                .collect(toUnmodifiableMap(pair -> pair[0], pair -> pair[1]));
    }

    private static String script() {
        return SCRIPTS.resolve("ceph-dev").toString();
    }

    private Result run(String program, List<String> arguments, Duration deadline) {
        var result = runner.run(new Command(program, arguments, "", deadline));
        if (result.exitCode() != 0) {
            throw new FailedException(result.errors().strip());
        }
        return result;
    }
}
