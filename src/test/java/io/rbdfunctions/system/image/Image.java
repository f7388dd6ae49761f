package io.rbdfunctions.system.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rbdfunctions.support.ceph.Commands;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * The image of the Dockerfile, built and unpacked.
 *
 * @param config its OCI configuration
 */
record Image(Path directory, JsonNode config) {
    private static final Path SCRIPTS = Path.of("src", "dev", "image");

    /** Builds the image and shows the output at once, because the build takes minutes. */
    static Image build(Path directory) {
        try {
            Process build = new ProcessBuilder(SCRIPTS.resolve("build").toString(), directory.toString())
                    .inheritIO()
                    .start();
            int exitCode = build.onExit().join().exitValue();
            if (exitCode != 0) {
                throw new IllegalStateException("the build of the image failed; see its output above");
            }
            JsonNode image =
                    new ObjectMapper().readTree(directory.resolve("image.json").toFile());
            return new Image(directory, image.at("/OCIv1/config"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The command that starts the image with its configured user, environment, working directory and entry point. */
    List<String> program(Path secrets) {
        return command(secrets, texts("Entrypoint"));
    }

    /** The same with another program instead of the entry point. */
    List<String> command(Path secrets, List<String> program) {
        List<String> command = new ArrayList<>();
        command.add(SCRIPTS.resolve("run").toString());
        command.addAll(List.of(directory.toString(), user(), secrets.toString()));
        command.addAll(
                List.of("/usr/bin/env", "-i", "-C", config.path("WorkingDir").asText()));
        command.addAll(texts("Env"));
        command.addAll(program);
        return command;
    }

    String user() {
        return config.path("User").asText();
    }

    String label(String name) {
        return config.path("Labels").path("org.opencontainers.image." + name).asText();
    }

    private List<String> texts(String name) {
        return StreamSupport.stream(config.path(name).spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    /** The directories of the image with the total size of their contents. */
    List<Part> parts() {
        Path root = directory.resolve("rootfs");
        return Commands.run(List.of("du", "--bytes", "--max-depth=3", root + "/"), "", Map.of())
                .orFail()
                .stdout()
                .lines()
                .map(line -> line.split("\t", 2))
                .map(pair -> new Part(Long.parseLong(pair[0]), "/" + root.relativize(Path.of(pair[1]))))
                .toList();
    }

    record Part(long bytes, String path) {}
}
