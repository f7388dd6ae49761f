package io.rbdfunctions.support.manifest;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The kubectl on the PATH, if any. It must be 1.22 or newer, because the kustomize of older versions does not support
 * labels.
 */
public record Kubectl(Path program) {

    public static Optional<Kubectl> find() {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                .map(directory -> Path.of(directory, "kubectl"))
                .filter(Files::isExecutable)
                .findFirst()
                .map(Kubectl::new);
    }

    public List<Manifest> kustomize(Path directory) {
        try {
            // Errors go to the stderr of this process, so that only one stream has to be read.
            Process process = new ProcessBuilder(program.toString(), "kustomize", directory.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException("kubectl kustomize %s failed".formatted(directory));
            }
            return Yaml.documents(output).stream().map(Manifest::new).toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
