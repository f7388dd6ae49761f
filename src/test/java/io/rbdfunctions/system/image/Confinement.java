package io.rbdfunctions.system.image;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The privileges of a process, from {@code /proc}. */
record Confinement(Path proc) {

    static Confinement of(long pid) {
        return new Confinement(Path.of("/proc", Long.toString(pid)));
    }

    /** The fields of {@code status} by name. */
    Map<String, String> status() {
        return lines("status")
                .map(line -> line.split(":\\s*", 2))
                .collect(toUnmodifiableMap(pair -> pair[0], pair -> pair[1]));
    }

    /** The mount points that are not read-only, except devices and {@code /proc}. */
    List<String> writableMounts() {
        return lines("mountinfo")
                .map(line -> line.split(" "))
                .filter(fields -> List.of(fields[5].split(",")).contains("rw"))
                .map(fields -> fields[4])
                .filter(point -> !point.startsWith("/dev/") && !(point + "/").startsWith("/proc/"))
                .toList();
    }

    /** The names and contents of all files in {@code /tmp}. */
    String temporaryText() {
        try (Stream<Path> files = Files.walk(proc.resolve("root/tmp"))) {
            StringBuilder all = new StringBuilder();
            for (Path file : files.toList()) {
                all.append(file).append('\n');
                if (Files.isRegularFile(file)) {
                    all.append(Files.readString(file, StandardCharsets.ISO_8859_1))
                            .append('\n');
                }
            }
            return all.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Stream<String> lines(String name) {
        try {
            return Files.readAllLines(proc.resolve(name)).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
