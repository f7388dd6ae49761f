package io.rbdfunctions.project.build;

import io.rbdfunctions.support.JavaProgram;
import io.rbdfunctions.support.ceph.CommandResult;
import io.rbdfunctions.support.ceph.Commands;
import io.rbdfunctions.support.manifest.Kubectl;
import io.rbdfunctions.support.manifest.KustomizeProgram;
import io.rbdfunctions.support.manifest.Manifest;
import io.rbdfunctions.support.manifest.Yaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A copy of the project in which {@code src/dev/release} runs. Without a kubectl, the tests' own renderer takes its place. */
record ReleaseProject(Path directory) {
    /** Of the changelog, which has no section of it. */
    static final String VERSION = "0.1.0-rc.1";

    static ReleaseProject in(Path directory) throws IOException {
        ReleaseProject project = new ReleaseProject(directory);
        for (String name : List.of("k8s", "src/dev/release", "CHANGELOG.md")) {
            try (Stream<Path> files = Files.walk(Path.of(name))) {
                files.filter(Files::isRegularFile).forEach(project::copy);
            }
        }
        project.write(
                "target/bom.json",
                "{\"purl\" : \"pkg:maven/io.rbdfunctions/rbd-functions@%s?type=jar\"}".formatted(VERSION));
        return project;
    }

    private void copy(Path file) {
        try {
            Path target = directory.resolve(file);
            Files.createDirectories(target.getParent());
            Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    void write(String name, String content) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    CommandResult release(String... arguments) throws IOException {
        return Commands.run(
                Stream.concat(Stream.of(directory.resolve("src/dev/release").toString()), Stream.of(arguments))
                        .toList(),
                "",
                Map.of("PATH", programs() + System.getenv("PATH")));
    }

    private String programs() throws IOException {
        if (Kubectl.find().isPresent()) {
            return "";
        }
        Path programs = Files.createDirectories(directory.resolve("bin"));
        makeKubectl(programs.resolve("kubectl"));
        return programs + ":";
    }

    static void makeKubectl(Path file) throws IOException {
        List<String> command = JavaProgram.of(
                        KustomizeProgram.class, List.of("-XX:TieredStopAtLevel=1", "-Xshare:auto"))
                .command();
        Files.writeString(file, "#!/bin/sh\nexec '%s' \"$@\"\n".formatted(String.join("' '", command)));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    Path file(String name) {
        return directory.resolve("target/release").resolve(name);
    }

    String text(String name) throws IOException {
        return Files.readString(file(name));
    }

    List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(file(""))) {
            return files.map(path -> path.getFileName().toString()).toList();
        }
    }

    List<Manifest> manifests(String name) {
        return Yaml.documents(file(name)).stream().map(Manifest::new).toList();
    }
}
