package io.rbdfunctions.project.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.rbdfunctions.support.ceph.CommandResult;
import io.rbdfunctions.support.ceph.Commands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs {@code find-jdk.sh} with the shell options of {@code mvnw} in a root directory with empty JDKs. */
class FindJdkTest {
    private static final String SCRIPT =
            Path.of(".mvn", "find-jdk.sh").toAbsolutePath().toString();

    @TempDir
    private Path root;

    @BeforeEach
    void createRoot() throws IOException {
        var readlink = Files.createDirectories(root.resolve("bin")).resolve("readlink");
        Files.writeString(readlink, "#!/bin/sh\nexec /usr/bin/readlink \"$@\"\n");
        makeExecutable(readlink);
    }

    @Test
    void findsAnInstalledJdkWhenThePathHasAnOldOne() throws IOException {
        putOnPath(jdk("usr/lib/jvm/java-17", "17.0.15"));
        var wanted = jdk("usr/lib/jvm/temurin-25", "25.0.3");

        assertThat(find()).isEqualTo(found(wanted));
    }

    @Test
    void skipsAJavaHomeThatIsTooOld() throws IOException {
        var old = jdk("opt/jdk-21", "21.0.1");
        var wanted = jdk("opt/jdk-26", "26");

        assertThat(find("JAVA_HOME=" + old)).isEqualTo(found(wanted));
    }

    @Test
    void keepsAJavaHomeThatIsNewEnough() throws IOException {
        var wanted = jdk("somewhere/with a blank", "25-ea");
        jdk("usr/lib/jvm/temurin-25", "25.0.3");

        assertThat(find("JAVA_HOME=" + wanted)).isEqualTo(found(wanted));
    }

    @Test
    void skipsAJavaHomeThatDoesNotExist() throws IOException {
        var wanted = jdk("usr/lib/jvm/temurin-25", "25.0.3");

        assertThat(find("JAVA_HOME=" + root.resolve("gone"))).isEqualTo(found(wanted));
    }

    @Test
    void prefersThePathToInstallationDirectories() throws IOException {
        var wanted = jdk("elsewhere/jdk", "25.0.2");
        putOnPath(wanted);
        jdk("usr/lib/jvm/temurin-25", "25.0.3");

        assertThat(find()).isEqualTo(found(wanted));
    }

    @Test
    void findsJdksOfVersionManagers() throws IOException {
        var wanted = jdk("home/.sdkman/candidates/java/25-tem", "25.0.3");

        assertThat(find("HOME=" + root.resolve("home"))).isEqualTo(found(wanted));
    }

    @Test
    void skipsARuntimeWithoutCompiler() throws IOException {
        Files.delete(jdk("usr/lib/jvm/jre-25", "25.0.3").resolve("bin/javac"));

        assertThat(find().exitCode()).isEqualTo(1);
    }

    @Test
    void explainsInOneLineHowToInstallAJdk() throws IOException {
        jdk("usr/lib/jvm/java-8", "1.8.0_292");
        putOnPath(jdk("usr/lib/jvm/java-17", "17.0.15"));

        var answer = find();

        assertThat(answer.exitCode()).isEqualTo(1);
        assertThat(answer.stdout()).isEmpty();
        assertThat(answer.stderr())
                .startsWith("mvnw: no JDK 25 or newer found; install one (")
                .endsWith(" or set JAVA_HOME to it\n")
                .hasLineCount(1);
    }

    private CommandResult find(String... variables) {
        var command =
                new ArrayList<>(List.of("/usr/bin/env", "-i", "PATH=" + root.resolve("bin"), "MVNW_ROOT=" + root));
        command.addAll(List.of(variables));
        command.addAll(List.of("/bin/sh", "-euf", "-c", ". \"$1\"; /bin/echo \"$JAVA_HOME\"", "find", SCRIPT));
        return Commands.run(command, "", Map.of());
    }

    private static CommandResult found(Path home) {
        return new CommandResult("/usr/bin/env", 0, home + "\n", "");
    }

    private Path jdk(String home, String version) throws IOException {
        var directory = root.resolve(home);
        Files.createDirectories(directory.resolve("bin"));
        for (var tool : List.of("java", "javac")) {
            makeExecutable(Files.createFile(directory.resolve("bin").resolve(tool)));
        }
        Files.writeString(
                directory.resolve("release"),
                "IMPLEMENTOR=\"Nobody\"\nJAVA_VERSION=\"" + version + "\"\nOS_NAME=\"Linux\"\n");
        return directory;
    }

    private void putOnPath(Path home) throws IOException {
        Files.createSymbolicLink(root.resolve("bin/java"), home.resolve("bin/java"));
    }

    private static void makeExecutable(Path file) {
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }
}
