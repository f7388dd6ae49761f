package io.rbdfunctions.rbd.librbd.ffm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rbdfunctions.rbd.librbd.ffm.LibrbdException.Reason;
import io.rbdfunctions.support.JavaProgram;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class LibraryTest {
    @Test
    void loadsTheLibrariesFromThreadsWithSmallStacks() throws IOException, InterruptedException {
        Process program = JavaProgram.of(
                        SmallStacks.class, List.of("-Xss512k", "-XX:-CreateCoredumpOnCrash", "-XX:ErrorFile=/dev/null"))
                .redirectErrorStream(true)
                .start();
        String said = new String(program.getInputStream().readAllBytes(), UTF_8);

        assertThat(said.strip()).isEqualTo(SmallStacks.LOADED);
        assertThat(program.waitFor()).isZero();
    }

    @Test
    void namesAMissingLibrary() {
        assertThatThrownBy(() -> new Library("libnothing.so.1").function("nothing"))
                .isInstanceOfSatisfying(
                        LibrbdException.class,
                        failure -> assertThat(failure.reason()).isEqualTo(Reason.LIBRARY_MISSING))
                .hasMessage("libnothing.so.1 cannot be loaded");
    }
}
