package io.rbdfunctions.operation.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rbdfunctions.concurrent.Parallel;
import io.rbdfunctions.operation.outcome.TryAgainException;
import io.rbdfunctions.operation.outcome.TryAgainException.Obstacle;
import io.rbdfunctions.volume.ceph.ImageRef;
import io.rbdfunctions.volume.ceph.Monitors;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ImageLocksTest {
    private static final Monitors HERE = Monitors.parse("10.0.7.52");
    private static final ImageRef IMAGE = ImageRef.of("kube", "img");

    private final ImageLocks slow = new ImageLocks(() -> Duration.ofSeconds(10));
    private final ImageLocks quick = new ImageLocks(() -> Duration.ofMillis(50));

    @AfterEach
    void allLocksAreDiscarded() {
        assertThat(slow.size()).isZero();
        assertThat(quick.size()).isZero();
    }

    @Test
    void anImageHasOneOperationAtATime() {
        var inside = new AtomicInteger();
        var most = new AtomicInteger();
        Runnable work = () -> slow.withLock(HERE, IMAGE, () -> {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            LockSupport.parkNanos(10_000);
            return inside.decrementAndGet();
        });

        runConcurrently(Collections.nCopies(200, work));

        assertThat(most).hasValue(1);
    }

    @Test
    void otherImagesAndClustersAreIndependent() {
        slow.withLock(HERE, IMAGE, () -> {
            runConcurrently(List.of(
                    () -> quick.withLock(HERE, IMAGE, () -> 1),
                    () -> slow.withLock(HERE, ImageRef.of("kube", "other"), () -> 1),
                    () -> slow.withLock(HERE, ImageRef.of("other", "img"), () -> 1),
                    () -> slow.withLock(Monitors.parse("10.0.7.53"), IMAGE, () -> 1)));
            return 1;
        });
    }

    private static void runConcurrently(List<Runnable> pieces) {
        pieces.stream()
                .map(piece -> Parallel.start(() -> {
                    piece.run();
                    return piece;
                }))
                .toList()
                .forEach(Parallel::await);
    }

    @Test
    void aWaitThatIsTooLongReportsABusyImage() {
        quick.withLock(HERE, IMAGE, () -> {
            var busy = catchThrowableOfType(
                    TryAgainException.class,
                    () -> Parallel.await(Parallel.start(() -> quick.withLock(HERE, IMAGE, () -> 1))));
            assertThat(busy.obstacle()).isEqualTo(Obstacle.BUSY);
            assertThat(busy).hasMessage("another operation on kube/img is still running");
            return 1;
        });
    }

    @Test
    void aFailureReleasesTheLock() {
        var failure = new IllegalStateException("failed");

        assertThatThrownBy(() -> quick.withLock(HERE, IMAGE, () -> {
                    throw failure;
                }))
                .isSameAs(failure);
        assertThat(quick.<Integer>withLock(HERE, IMAGE, () -> 1)).isEqualTo(1);
    }

    @Test
    void anInterruptedThreadStopsWaitingAndStaysInterrupted() throws InterruptedException {
        var isInterrupted = new CountDownLatch(1);
        slow.withLock(HERE, IMAGE, () -> {
            var waiting = Thread.ofVirtual().start(() -> {
                assertThatThrownBy(() -> slow.withLock(HERE, IMAGE, () -> 1)).isInstanceOf(TryAgainException.class);
                if (Thread.currentThread().isInterrupted()) {
                    isInterrupted.countDown();
                }
            });
            waiting.interrupt();
            return 1;
        });

        assertThat(isInterrupted.await(5, TimeUnit.SECONDS)).isTrue();
    }
}
