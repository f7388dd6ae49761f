package io.rbdfunctions.project.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.rbdfunctions.support.ceph.CephCluster;
import io.rbdfunctions.support.ceph.CommandResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs the pages' Ceph commands in order, with the real {@code ceph} and {@code rbd} on a throw-away cluster. */
@SuppressWarnings("NullAway.Init")
class CephBlocksTest {
    private static CephCluster ceph;

    @TempDir
    private Path directory;

    @BeforeAll
    static void start() {
        ceph = CephCluster.fresh();
        ceph.createImage("kubernetes-dynamic-pvc-8c1f0e4e-5d0a-4d2a-9d0e-1d2c3b4a5f60", 64);
    }

    @AfterAll
    static void stop() {
        ceph.close();
    }

    static Stream<Block> blocks() {
        return Page.allBlocks().filter(block -> block.isRunIn("ceph"));
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void succeeds(Block block) throws IOException {
        CommandResult commandResult = new Shell(directory)
                .run(
                        block.text(),
                        Map.of(
                                "CEPH_CONF",
                                ceph.directory().resolve("ceph.conf").toString()));

        assertThat(commandResult.exitCode())
                .as("%s: %s%s", block, commandResult.stdout(), commandResult.stderr())
                .isZero();
    }
}
