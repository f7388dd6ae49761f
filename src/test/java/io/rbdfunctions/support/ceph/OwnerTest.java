package io.rbdfunctions.support.ceph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OwnerTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    private final CephDev script = CephDev.inNewDirectory();

    @Test
    void clusterStopsWhenItsOwnerIsKilled() throws IOException {
        var owner = Commands.start(List.of("sleep", "600"), Map.of());
        script.start(owner.pid());
        var daemons = List.of(process("mon"), process("osd"), process("watchdog"));
        assertThat(daemons).allMatch(ProcessHandle::isAlive);

        owner.destroyForcibly();

        await().atMost(SOON).untilAsserted(() -> {
            assertThat(daemons).noneMatch(OwnerTest::runs);
            assertThat(script.directory()).doesNotExist();
        });
    }

    @Test
    void watchdogEndsWithTheCluster() throws IOException {
        script.start(ProcessHandle.current().pid());
        var watchdog = process("watchdog");

        script.stopAndRemove();

        await().atMost(SOON).untilAsserted(() -> assertThat(runs(watchdog)).isFalse());
    }

    private ProcessHandle process(String name) throws IOException {
        var pid = Files.readString(script.directory().resolve(name + ".pid")).strip();
        return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    }

    /** A zombie has no command line and only waits for its parent. */
    private static boolean runs(ProcessHandle process) {
        Optional<String> command = process.info().command();
        return process.isAlive() && command.isPresent();
    }
}
