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

    /**
     * Installs Ceph's packages and starts the cluster if needed. The cluster ends with this process, even if that is killed.
     *
     * @throws IllegalStateException if a script fails; the message is its error output
     */
    void start() {
        run("env", List.of(SCRIPTS.resolve("install").toString()), INSTALLATION);
        var owner = "CEPH_DEV_OWNER=" + ProcessHandle.current().pid();
        run("env", List.of(owner, script(), "start", directory.toString()), START);
    }

    /** Example commands for a shell; the text contains no keys. */
    String examples(int port) {
        Map<String, String> variables = variables();
        return """
                A throw-away Ceph runs at %2$s, pool %3$s. Try:

                P='"parameters":{"monitors":"%2$s","pool":"%3$s","adminId":"admin","adminSecretName":"ceph-admin","adminSecretNamespace":"kube-system","userId":"%4$s","userSecretName":"ceph-user"}'
                post() { curl -sS -H 'Content-Type: application/json' -d "$2" localhost:%1$d/$1; echo; }
                post provision '{"pvName":"data-1","size":"1Gi",'"$P"'}'
                post expand '{"pvName":"data-1","size":"3Gi",'"$P"'}'
                post info '{"pvName":"data-1",'"$P"'}'
                post list "{$P}"
                post delete '{"pvName":"data-1",'"$P"'}'
                rbd -c %5$s ls -l --pool %3$s
                """.formatted(
                        port,
                        variables.get("CEPH_MONITORS"),
                        variables.get("CEPH_POOL"),
                        variables.get("CEPH_USER_ID"),
                        variables.get("CEPH_CONF"));
    }

    /** The settings of a client by name, keys included. */
    private Map<String, String> variables() {
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
