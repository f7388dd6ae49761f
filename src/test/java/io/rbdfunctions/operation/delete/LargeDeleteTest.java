package io.rbdfunctions.operation.delete;

import static io.rbdfunctions.operation.Ends.done;
import static io.rbdfunctions.operation.Ends.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.rbdfunctions.kubernetes.TestApi;
import io.rbdfunctions.kubernetes.secret.TestSecrets;
import io.rbdfunctions.operation.Asked;
import io.rbdfunctions.operation.OperationsHarness;
import io.rbdfunctions.operation.VolumeOperations;
import io.rbdfunctions.operation.delete.Deleted.Action;
import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.process.ChildProcesses;
import io.rbdfunctions.support.ceph.CephCluster;
import io.rbdfunctions.support.ceph.ImageWatch;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Deletes images that would take minutes to remove. */
class LargeDeleteTest {
    private static final long TEN_TEBIBYTES = 10L << 20;
    private static final int TURNS = 7;

    private final CephCluster ceph = CephCluster.shared();
    private final TestApi api = new TestApi();
    private final VolumeOperations operations = OperationsHarness.operations(
            new ChildProcesses(4, Duration.ofSeconds(60)), TestSecrets.inFiles(ceph.secrets()), api);

    private final String pool = ceph.freshPool();
    private final Asked asked =
            new Asked().parameter("monitors", ceph.monitors()).parameter("pool", pool);

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void tenTebibytesAreAnsweredInTheTimeOfAMove() {
        long[] moves = LongStream.range(0, TURNS)
                .map(_ -> {
                    String image = freshImage();
                    return millis(() -> ceph.rbd("trash", "mv", image).orFail());
                })
                .sorted()
                .toArray();
        long[] deletes = LongStream.range(0, TURNS)
                .map(_ -> {
                    freshImage();
                    return millis(() -> assertThat(done(operations.run(asked.deleteOfUnknownSize()))
                                    .action())
                            .isEqualTo(Action.TRASHED));
                })
                .sorted()
                .toArray();

        System.out.printf(
                "10 TiB: trash mv %d ms, delete %d ms (medians of %d)%n", moves[TURNS / 2], deletes[TURNS / 2], TURNS);
        assertThat(ceph.images(pool)).isEmpty();
        // A removal takes minutes; how many moves it takes exactly is for a quiet machine to tell.
        assertThat(deletes[TURNS / 2]).isLessThan(5 * moves[TURNS / 2]);
    }

    @Test
    void aSecondDeletionFindsItGone() {
        freshImage();
        done(operations.run(asked.deleteOfUnknownSize()));

        assertThat(done(operations.run(asked.deleteOfUnknownSize())).action()).isEqualTo(Action.ALREADY_GONE);
        assertThat(ceph.rbd("trash", "ls", pool).orFail().stdout().lines()).hasSize(1);
    }

    @Test
    void whatIsInUseStays() {
        String image = freshImage();
        try (ImageWatch _ = ceph.watch(image)) {
            assertThat(refused(operations.run(asked.deleteOfUnknownSize())).reason())
                    .isEqualTo(Reason.IN_USE);
        }
        ceph.snapshot(image, "s1");
        assertThat(refused(operations.run(asked.deleteOfUnknownSize())).detail())
                .contains("has snapshots s1");
        assertThat(ceph.images(pool)).hasSize(1);
    }

    @Test
    void anObjectMapMakesItQuickEnoughToWaitFor() {
        asked.image("kubernetes-dynamic-pvc-" + UUID.randomUUID());
        ceph.rbd(
                        "create",
                        pool + "/" + asked.imageName(),
                        "--size",
                        "1T",
                        "--image-feature",
                        "layering,exclusive-lock,object-map")
                .orFail();

        assertThat(done(operations.run(asked.deleteOfUnknownSize())).action()).isEqualTo(Action.DELETED);
        assertThat(ceph.rbd("trash", "ls", pool).orFail().stdout()).isEmpty();
    }

    private String freshImage() {
        asked.image("kubernetes-dynamic-pvc-" + UUID.randomUUID());
        String image = pool + "/" + asked.imageName();
        ceph.createImage(image, TEN_TEBIBYTES);
        return image;
    }

    private static long millis(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1_000_000;
    }
}
