package io.rbdfunctions.project.docs;

import io.rbdfunctions.support.ceph.CommandResult;
import io.rbdfunctions.support.ceph.Commands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs scripts from the pages in a shell that stops at the first failure. It replaces curl by one that fails on HTTP errors
 * and on a token in its arguments, and jq by one that fails on {@code null}.
 */
public final class Shell {
    private static final String CURL = """
        #!/bin/sh
        case "$*" in *"${TOKEN:-no token}"*) echo "the token is in the arguments of curl" >&2; exit 99 ;; esac
        exec %s --fail-with-body --max-time 60 "$@"
        """;
    private static final String JQ = "#!/bin/sh\nexec %s -e \"$@\"\n";

    private final Path programs;

    public Shell(Path directory) throws IOException {
        Commands.run(List.of("src/dev/docs/install"), "", Map.of()).orFail();
        programs = Files.createDirectories(directory.resolve("bin"));
        install("curl", CURL);
        install("jq", JQ);
    }

    private void install(String program, String script) throws IOException {
        String real = Commands.run(List.of("/bin/sh", "-c", "command -v " + program), "", Map.of())
                .orFail()
                .stdout()
                .strip();
        Path file = Files.writeString(programs.resolve(program), script.formatted(real));
        if (!file.toFile().setExecutable(true)) {
            throw new IOException(file + " cannot be made executable");
        }
    }

    public CommandResult run(String script, Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(environment);
        all.put("PATH", programs + ":" + System.getenv("PATH"));
        return Commands.run(List.of("bash", "-euo", "pipefail"), script, all);
    }
}
