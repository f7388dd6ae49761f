package io.rbdfunctions.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds programs. */
public final class Programs {
    private static final Pattern SEPARATOR = Pattern.compile(Pattern.quote(File.pathSeparator));
    /** The path of a shell without a PATH variable. */
    private static final String DEFAULT_PATH = "/usr/local/bin:/usr/bin:/bin";

    private Programs() {}

    /**
     * Whether the program exists and is executable.
     *
     * @param program a name on the PATH, or a path
     */
    public static boolean isInstalled(String program) {
        return find(program).isPresent();
    }

    static Optional<Path> find(String program) {
        return program.contains(File.separator)
                ? Optional.of(Path.of(program)).filter(Programs::isExecutable)
                : SEPARATOR
                        .splitAsStream(searchPath())
                        .filter(directory -> !directory.isEmpty())
                        .map(directory -> Path.of(directory, program))
                        .filter(Programs::isExecutable)
                        .findFirst();
    }

    static String searchPath() {
        return new ProcessBuilder().environment().getOrDefault("PATH", DEFAULT_PATH);
    }

    private static boolean isExecutable(Path path) {
        return Files.isRegularFile(path) && Files.isExecutable(path);
    }
}
