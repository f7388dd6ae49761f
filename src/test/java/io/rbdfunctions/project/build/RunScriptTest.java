package io.rbdfunctions.project.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks the start script and its JVM options. */
class RunScriptTest {
    private static final Path DIRECTORY = Path.of("src", "main", "run");
    private static final Pattern GROUPS = Pattern.compile("(?m)^-Djdk\\.tls\\.namedGroups=(\\S+)$");

    @ParameterizedTest
    @ValueSource(strings = {"jvm.options", "jvm-resident.options"})
    void tlsGroupsAreThoseOfTheJdkInAnotherOrder(String file) throws IOException, GeneralSecurityException {
        String[] own = SSLContext.getDefault().getSupportedSSLParameters().getNamedGroups();

        assertThat(groups(file)).containsExactlyInAnyOrder(own);
    }

    /** A client sends a key share for the first group of each of two kinds. */
    @Test
    void noKeyShareIsForASlowEllipticCurve() throws IOException {
        assertThat(groups("jvm.options")).startsWith("x25519", "ffdhe2048").isEqualTo(groups("jvm-resident.options"));
    }

    @Test
    void theTrustStoreIsEmpty() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        try (InputStream file = Files.newInputStream(DIRECTORY.resolve("empty.jks"))) {
            store.load(file, null);
        }

        assertThat(store.size()).isZero();
    }

    @Test
    void pagesAreAllocatedAtOnceIfTheKernelHasHugePages(@TempDir Path javaHome) throws IOException {
        Path huge = Path.of("/sys/kernel/mm/transparent_hugepage/enabled");
        boolean hasHuge = Files.exists(huge) && !Files.readString(huge).contains("[never]");

        List<String> arguments = arguments(javaHome, "-XX:-AlwaysPreTouch");

        assertThat(arguments.contains("-XX:+AlwaysPreTouch")).isEqualTo(hasHuge);
        assertThat(arguments.contains("-XX:+UseTransparentHugePages")).isEqualTo(hasHuge);
        // JAVA_OPTS override the flags of the script.
        assertThat(arguments.lastIndexOf("-XX:-AlwaysPreTouch"))
                .isGreaterThan(arguments.indexOf("-XX:+AlwaysPreTouch"));
    }

    @Test
    void theJvmReadsTheOptionsBeforeAllOthers(@TempDir Path javaHome) throws IOException {
        assertThat(arguments(javaHome, "-Xmx64m").getFirst()).isEqualTo("@" + DIRECTORY.resolve("jvm.options"));
    }

    @Test
    void anotherFileOfOptionsCanBeChosen(@TempDir Path javaHome) throws IOException {
        assertThat(arguments(javaHome, "", Map.of("JVM_OPTIONS_FILE", "jvm-resident.options"))
                        .getFirst())
                .isEqualTo("@" + DIRECTORY.resolve("jvm-resident.options"));
    }

    /** Runs the script with a program instead of {@code java} that prints its arguments. */
    private static List<String> arguments(Path javaHome, String options) throws IOException {
        return arguments(javaHome, options, Map.of());
    }

    private static List<String> arguments(Path javaHome, String options, Map<String, String> environment)
            throws IOException {
        Path java = Files.createDirectories(javaHome.resolve("bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
        ProcessBuilder builder =
                new ProcessBuilder("sh", DIRECTORY.resolve("run").toString());
        builder.environment().putAll(Map.of("JAVA_HOME", javaHome.toString(), "JAVA_OPTS", options));
        builder.environment().putAll(environment);
        try (BufferedReader lines = builder.start().inputReader()) {
            return lines.lines().toList();
        }
    }

    private static List<String> groups(String file) throws IOException {
        Matcher matcher = GROUPS.matcher(Files.readString(DIRECTORY.resolve(file)));
        assertThat(matcher.find()).isTrue();
        return List.of(matcher.group(1).split(","));
    }
}
