package io.rbdfunctions.rbd.librbd;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class LibraryTest {
    @Test
    void theLibrariesAreLoadedFromThreadsWithSmallStacksToo() throws IOException, InterruptedException {
        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-Xss512k",
                        "-XX:-CreateCoredumpOnCrash",
                        "-XX:ErrorFile=/dev/null",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SmallStacks.class.getName())
                .redirectErrorStream(true)
                .start();
        String said = new String(program.getInputStream().readAllBytes(), UTF_8);

        assertThat(said.strip()).isEqualTo(SmallStacks.LOADED);
        assertThat(program.waitFor()).isZero();
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThatThrownBy(() -> new Library("libnothing.so.1").function("nothing"))
                .isInstanceOf(LibraryMissingException.class)
                .hasMessage("libnothing.so.1 cannot be loaded");
    }
}
