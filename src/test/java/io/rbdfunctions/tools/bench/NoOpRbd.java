package io.rbdfunctions.tools.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A program that replaces {@code rbd} and does nothing, to measure the overhead of a call. */
final class NoOpRbd {
    private static final String SCRIPT = """
        #!/bin/sh
        read -r _
        [ "$1" != info ] || echo '{"id":"1","size":1073741824,"objects":256,"object_size":4194304,"snapshot_count":0,"features":[]}'
        """;

    private NoOpRbd() {}

    static String make(Path directory) {
        try {
            Path program =
                    Files.createDirectories(directory).resolve("idle-rbd").toAbsolutePath();
            Files.writeString(program, SCRIPT);
            if (!program.toFile().setExecutable(true)) {
                throw new IOException(program + " cannot be made executable");
            }
            return program.toString();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
