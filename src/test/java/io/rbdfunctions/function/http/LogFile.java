package io.rbdfunctions.function.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A file with all log lines. */
public record LogFile(Path path) {
    public static LogFile named(String name) {
        return new LogFile(Path.of("target", name));
    }

    /** The settings that write the log to the file. */
    public Map<String, String> settings() {
        return Map.of(
                "quarkus.log.min-level", "TRACE",
                "quarkus.log.level", "TRACE",
                "quarkus.log.console.level", "WARN",
                "quarkus.log.file.enabled", "true",
                "quarkus.log.file.level", "TRACE",
                "quarkus.log.file.rotation.max-file-size", "1G",
                "quarkus.log.file.path", path.toString());
    }

    public String read() throws IOException {
        return Files.readString(path);
    }
}
