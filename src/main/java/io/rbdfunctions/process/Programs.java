package io.rbdfunctions.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** The programs of this machine. */
public final class Programs {
    private static final Pattern SEPARATOR = Pattern.compile(Pattern.quote(File.pathSeparator));
    /** What a shell would search without a PATH. */
    private static final String USUAL_PATH = "/usr/local/bin:/usr/bin:/bin";

    private Programs() {}

    /** Whether the program, a name on the PATH or a path, is there and may be executed. */
    public static boolean isInstalled(String program) {
        return find(program).isPresent();
    }

    /** The process that this is. */
    public static long ownPid() {
        return ProcessHandle.current().pid();
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
        return new ProcessBuilder().environment().getOrDefault("PATH", USUAL_PATH);
    }

    private static boolean isExecutable(Path path) {
        return Files.isRegularFile(path) && Files.isExecutable(path);
    }
}
