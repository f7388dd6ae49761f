package io.rbdfunctions.operation.delete;

import static io.rbdfunctions.operation.Outcomes.done;
import static io.rbdfunctions.operation.Outcomes.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.rbdfunctions.operation.CephTest;
import io.rbdfunctions.operation.RequestBuilder;
import io.rbdfunctions.operation.delete.Deleted.Action;
import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.support.SecondLane;
import io.rbdfunctions.support.ceph.ImageWatch;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Deletes images whose removal would take minutes. */
@SecondLane
class LargeDeleteTest extends CephTest {
    private static final long TEN_TEBIBYTES = 10L << 20;
    private static final int ROUNDS = 7;

    private final RequestBuilder request = request();

    @Test
    void deletingTenTebibytesTakesAboutAsLongAsAMove() {
        long[] moves = LongStream.range(0, ROUNDS)
                .map(_ -> {
                    String image = freshImage();
                    return millis(() -> ceph.rbd("trash", "mv", image).orFail());
                })
                .sorted()
                .toArray();
        long[] deletes = LongStream.range(0, ROUNDS)
                .map(_ -> {
                    freshImage();
                    return millis(() -> assertThat(done(operations.run(request.deleteOfUnknownSize()))
                                    .action())
                            .isEqualTo(Action.TRASHED));
                })
                .sorted()
                .toArray();

        System.out.printf(
                "10 TiB: trash mv %d ms, delete %d ms (medians of %d)%n",
                moves[ROUNDS / 2], deletes[ROUNDS / 2], ROUNDS);
        assertThat(ceph.images(pool)).isEmpty();
        // A removal would take minutes. The limit is generous, because a busy machine distorts short times.
        assertThat(deletes[ROUNDS / 2]).isLessThan(5 * moves[ROUNDS / 2]);
    }

    @Test
    void aSecondDeletionReportsAlreadyGone() {
        freshImage();
        done(operations.run(request.deleteOfUnknownSize()));

        assertThat(done(operations.run(request.deleteOfUnknownSize())).action()).isEqualTo(Action.ALREADY_GONE);
        assertThat(ceph.rbd("trash", "ls", pool).orFail().stdout().lines()).hasSize(1);
    }

    @Test
    void anImageInUseIsKept() {
        String image = freshImage();
        try (ImageWatch _ = ceph.watch(image)) {
            assertThat(refused(operations.run(request.deleteOfUnknownSize())).reason())
                    .isEqualTo(Reason.IN_USE);
        }
        ceph.snapshot(image, "s1");
        assertThat(refused(operations.run(request.deleteOfUnknownSize())).detail())
                .contains("has snapshots s1");
        assertThat(ceph.images(pool)).hasSize(1);
    }

    @Test
    void anImageWithAnObjectMapIsRemovedAtOnce() {
        request.image("kubernetes-dynamic-pvc-" + UUID.randomUUID());
        ceph.rbd(
                        "create",
                        pool + "/" + request.imageName(),
                        "--size",
                        "1T",
                        "--image-feature",
                        "layering,exclusive-lock,object-map")
                .orFail();

        assertThat(done(operations.run(request.deleteOfUnknownSize())).action()).isEqualTo(Action.DELETED);
        assertThat(ceph.rbd("trash", "ls", pool).orFail().stdout()).isEmpty();
    }

    private String freshImage() {
        request.image("kubernetes-dynamic-pvc-" + UUID.randomUUID());
        String image = pool + "/" + request.imageName();
        ceph.createImage(image, TEN_TEBIBYTES);
        return image;
    }

    private static long millis(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1_000_000;
    }
}
