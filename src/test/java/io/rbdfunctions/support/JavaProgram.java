package io.rbdfunctions.support;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs a test class as a program in a separate JVM with native access. */
public final class JavaProgram {
    private JavaProgram() {}

    /**
     * Returns the builder of the process.
     *
     * @param options the options of the JVM
     */
    public static ProcessBuilder of(Class<?> program, List<String> options, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED"));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command);
    }
}
