package io.rbdfunctions.project.docs;

import io.rbdfunctions.support.ceph.CommandResult;
import io.rbdfunctions.support.ceph.Commands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Runs scripts from the pages in a shell that stops at the first failure. It replaces curl by one that fails on HTTP errors
 * and on a token in its arguments and keeps the replies, and jq by one that fails on {@code null}.
 */
public final class Shell {
    private static final String CURL = """
        #!/bin/bash
        case "$*" in *"${TOKEN:-no token}"*) echo "the token is in the arguments of curl" >&2; exit 99 ;; esac
        set -o pipefail
        path="${*: -1}"; path="${path##*/}"; path="${path//[^a-z]/}"
        %s --fail-with-body --max-time 60 "$@" | tee "%s/$$-${path:0:40}"
        """;
    private static final String JQ = "#!/bin/sh\nexec %s -e \"$@\"\n";

    private final Path programs;
    private final Path replies;

    public Shell(Path directory) throws IOException {
        Commands.run(List.of("src/dev/install", "curl", "jq"), "", Map.of()).orFail();
        programs = Files.createDirectories(directory.resolve("bin"));
        replies = Files.createDirectories(directory.resolve("replies"));
        install("curl", CURL);
        install("jq", JQ);
    }

    private void install(String program, String script) throws IOException {
        String real = Commands.run(List.of("/bin/sh", "-c", "command -v " + program), "", Map.of())
                .orFail()
                .stdout()
                .strip();
        Path file = Files.writeString(programs.resolve(program), script.formatted(real, replies));
        if (!file.toFile().setExecutable(true)) {
            throw new IOException(file + " cannot be made executable");
        }
    }

    /** The bodies of all replies so far. The name of a file ends with a dash and the last letters of the path. */
    List<Path> replies() throws IOException {
        try (Stream<Path> files = Files.list(replies)) {
            return files.sorted().toList();
        }
    }

    public CommandResult run(String script, Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(environment);
        all.put("PATH", programs + ":" + System.getenv("PATH"));
        return Commands.run(List.of("bash", "-euo", "pipefail"), script, all);
    }
}
