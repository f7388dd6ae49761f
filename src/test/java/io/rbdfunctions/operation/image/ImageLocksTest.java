package io.rbdfunctions.operation.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rbdfunctions.concurrent.Parallel;
import io.rbdfunctions.operation.OperationsHarness;
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

    private final ImageLocks patient = new ImageLocks(OperationsHarness.config(Duration.ofSeconds(10)));
    private final ImageLocks hasty = new ImageLocks(OperationsHarness.config(Duration.ofMillis(50)));

    @AfterEach
    void nothingIsLeft() {
        assertThat(patient.size()).isZero();
        assertThat(hasty.size()).isZero();
    }

    @Test
    void oneAtATimeWorksOnAnImage() {
        var inside = new AtomicInteger();
        var most = new AtomicInteger();
        Runnable work = () -> patient.exclusively(HERE, IMAGE, () -> {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            LockSupport.parkNanos(10_000);
            return inside.decrementAndGet();
        });

        sideBySide(Collections.nCopies(200, work));

        assertThat(most).hasValue(1);
    }

    @Test
    void otherImagesAndOtherClustersAreNotHeldUp() {
        patient.exclusively(HERE, IMAGE, () -> {
            sideBySide(List.of(
                    () -> hasty.exclusively(HERE, IMAGE, () -> 1),
                    () -> patient.exclusively(HERE, ImageRef.of("kube", "other"), () -> 1),
                    () -> patient.exclusively(HERE, ImageRef.of("other", "img"), () -> 1),
                    () -> patient.exclusively(Monitors.parse("10.0.7.53"), IMAGE, () -> 1)));
            return 1;
        });
    }

    private static void sideBySide(List<Runnable> pieces) {
        pieces.stream()
                .map(piece -> Parallel.start(() -> {
                    piece.run();
                    return piece;
                }))
                .toList()
                .forEach(Parallel::await);
    }

    @Test
    void whoWaitsTooLongIsToldThatTheImageIsBusy() {
        hasty.exclusively(HERE, IMAGE, () -> {
            var busy = catchThrowableOfType(
                    TryAgainException.class,
                    () -> Parallel.await(Parallel.start(() -> hasty.exclusively(HERE, IMAGE, () -> 1))));
            assertThat(busy.obstacle()).isEqualTo(Obstacle.BUSY);
            assertThat(busy).hasMessage("another operation on kube/img is still running");
            return 1;
        });
    }

    @Test
    void aFailureOpensTheLock() {
        var failure = new IllegalStateException("failed");

        assertThatThrownBy(() -> hasty.exclusively(HERE, IMAGE, () -> {
                    throw failure;
                }))
                .isSameAs(failure);
        assertThat(hasty.<Integer>exclusively(HERE, IMAGE, () -> 1)).isEqualTo(1);
    }

    @Test
    void whoIsInterruptedGivesUpAndStaysInterrupted() throws InterruptedException {
        var isInterrupted = new CountDownLatch(1);
        patient.exclusively(HERE, IMAGE, () -> {
            var waiting = Thread.ofVirtual().start(() -> {
                assertThatThrownBy(() -> patient.exclusively(HERE, IMAGE, () -> 1))
                        .isInstanceOf(TryAgainException.class);
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
