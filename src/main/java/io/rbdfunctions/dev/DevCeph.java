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
    private static final Path SCRIPTS = Path.of("src", "dev", "ceph").toAbsolutePath();
    private static final Duration INSTALLATION = Duration.ofMinutes(15);
    private static final Duration START = Duration.ofMinutes(2);

    private final CommandRunner runner;
    private final Path directory;

    DevCeph(CommandRunner runner, Path directory) {
        this.runner = runner;
        this.directory = directory.toAbsolutePath();
    }

    /** The programs of Ceph that are not installed; empty if all are. */
    String missingPrograms() {
        return install("missing").strip();
    }

    /**
     * Installs Ceph's packages if needed.
     *
     * @throws IllegalStateException if that fails; the message is the error output
     */
    void install() {
        install("ceph");
    }

    private String install(String what) {
        return run("env", List.of(SCRIPTS.resolve("install").toString(), what), INSTALLATION)
                .output();
    }

    /**
     * Starts the cluster if needed. It ends with this process, even if that is killed.
     *
     * @throws IllegalStateException if that fails; the message is the error output
     */
    void start() {
        var owner = "CEPH_DEV_OWNER=" + ProcessHandle.current().pid();
        run("env", List.of(owner, script(), "start", directory.toString()), START);
    }

    /** Example commands for a shell; the text contains no keys. */
    String examples(int port) {
        Map<String, String> variables = variables();
        return """
                A throw-away Ceph runs at %2$s, pool %3$s. The API server has the classes rbd and rbd-csi for it, and the claim shop/data. Try:

                post() { curl -sS -H 'Content-Type: application/json' -d "$2" localhost:%1$d/$1; echo; }
                post sweep '{}'
                volume=$(post list '{"storageClassName":"rbd"}' | grep -o 'pvc-[0-9a-f-]*' | head -n 1)
                post info '{"storageClassName":"rbd","pvName":"'"$volume"'"}'
                post convert '{"storageClassName":"rbd-csi","pvName":"'"$volume"'"}'
                post provision '{"storageClassName":"rbd","pvName":"data-1","size":"1Gi"}'
                post expand '{"storageClassName":"rbd","pvName":"data-1","size":"3Gi"}'
                post list '{"storageClassName":"rbd"}'
                curl -sS localhost:%1$d/ -H 'Content-Type: application/json' -H 'ce-specversion: 1.0' -H 'ce-id: 1' -H 'ce-source: /me' \
                  -H 'ce-type: io.rbdfunctions.volume.delete' -d '{"storageClassName":"rbd","pvName":"data-1"}'; echo
                rbd -c %4$s ls -l --pool %3$s

                http://localhost:%1$d/ shows the status.
                """.formatted(
                        port, variables.get("CEPH_MONITORS"), variables.get("CEPH_POOL"), variables.get("CEPH_CONF"));
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
            throw new IllegalStateException(result.errors().strip());
        }
        return result;
    }
}
