package io.rbdfunctions.support;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A class of the tests as a program in a process of its own, which may call native code. */
public final class JavaProgram {
    private JavaProgram() {}

    /**
     * Is still to be started.
     *
     * @param options the JVM's
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
