package io.rbdfunctions.rbd.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rbdfunctions.support.JavaProgram;
import io.rbdfunctions.support.SecondLane;
import io.rbdfunctions.support.ceph.CephCluster;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * librbd in a process of its own: it holds no more memory after many operations than after some, writes nothing to the
 * standard error, and the process ends as it should though nothing was closed. {@code -Dsoak.operations=100000} makes
 * it long.
 */
@SecondLane
class SoakTest {
    private static final Path DIRECTORY = Path.of("target", "soak");
    private static final Path OUTPUT = DIRECTORY.resolve("output");
    private static final Path ERRORS = DIRECTORY.resolve("errors");
    private static final Pattern REPORT = Pattern.compile("operations \\d+ resident (\\d+)");
    private static final long ALLOWANCE = 16L << 10;

    private final CephCluster ceph = CephCluster.shared();

    @Test
    void doesNotLeakMemory() throws IOException, InterruptedException {
        int exit = soak(Integer.getInteger("soak.operations", 600));

        assertThat(Files.readString(ERRORS)).isEmpty();
        assertThat(exit).isZero();
        List<String> lines = Files.readAllLines(OUTPUT);
        assertThat(lines)
                .filteredOn(line -> line.startsWith("failed"))
                .containsExactly(
                        "failed DENIED", "failed DENIED", "failed DENIED", "failed UNREACHABLE", "failed UNREACHABLE");
        List<Long> resident = REPORT.matcher(Files.readString(OUTPUT))
                .results()
                .map(report -> Long.valueOf(report.group(1)))
                .toList();
        System.out.printf("librbd: resident %s KiB%n", resident);
        assertThat(resident).hasSize(20);
        assertThat(resident.getLast()).isLessThan(resident.get(resident.size() / 2) + ALLOWANCE);
    }

    /** Fixes the size of the Java heap, so that growth is native memory. */
    private int soak(int operations) throws IOException, InterruptedException {
        Files.createDirectories(DIRECTORY);
        Process process = JavaProgram.of(
                        Soak.class,
                        List.of("-Xms64m", "-Xmx64m", "-XX:+AlwaysPreTouch", "-XX:TieredStopAtLevel=1"),
                        ceph.monitors(),
                        ceph.freshPool(),
                        Integer.toString(operations))
                .redirectOutput(OUTPUT.toFile())
                .redirectError(ERRORS.toFile())
                .start();
        try (var input = process.getOutputStream()) {
            input.write(ceph.adminKey().getBytes(StandardCharsets.UTF_8));
        }
        return process.waitFor();
    }
}
