package io.rbdfunctions.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class WorkQueueTest {
    private final List<String> done = new CopyOnWriteArrayList<>();
    private final CountDownLatch gate = new CountDownLatch(1);

    @Test
    void worksOnOneKeyOneAtATime() {
        WorkQueue<String> queue = new WorkQueue<>(4);
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        for (int i = 0; i < 200; i++) {
            queue.add("key", () -> {
                most.accumulateAndGet(running.incrementAndGet(), Math::max);
                done.add("running");
                running.decrementAndGet();
                done.add("done");
            });
        }
        awaitEmpty(queue);

        assertThat(most).hasValue(1);
        assertThat(done).isNotEmpty();
    }

    @Test
    void workAddedDuringWorkRunsAfterIt() {
        WorkQueue<String> queue = new WorkQueue<>(4);
        queue.add("key", () -> block("first"));
        await(() -> queue.size() == 1 && done.contains("begun first"));
        queue.add("key", () -> done.add("outdated"));
        queue.add("key", () -> done.add("second"));
        gate.countDown();
        awaitEmpty(queue);

        assertThat(done).containsExactly("begun first", "first", "second");
    }

    @Test
    void worksOnNoMoreKeysThanAllowed() {
        WorkQueue<String> queue = new WorkQueue<>(2);
        List.of("a", "b", "c").forEach(key -> queue.add(key, () -> block(key)));
        await(() -> done.size() == 2);
        assertThat(queue.size()).isEqualTo(3);
        gate.countDown();
        awaitEmpty(queue);

        assertThat(done).contains("a", "b", "c");
    }

    @Test
    void removedWorkDoesNotRun() {
        WorkQueue<String> queue = new WorkQueue<>(1);
        queue.add("a", () -> block("a"));
        await(() -> done.contains("begun a"));
        queue.add("b", () -> done.add("b"));
        queue.remove("b");
        gate.countDown();
        awaitEmpty(queue);

        assertThat(done).containsExactly("begun a", "a");
    }

    @Test
    void afterAFailureTheKeyCanBeAddedAgain() {
        WorkQueue<String> queue = new WorkQueue<>(1);
        queue.add("key", () -> {
            throw new IllegalStateException("failure of the test");
        });
        awaitEmpty(queue);
        queue.add("key", () -> done.add("again"));
        awaitEmpty(queue);

        assertThat(done).containsExactly("again");
    }

    @Test
    void aClosedQueueFinishesWhatRunsAndStartsNothing() {
        WorkQueue<String> queue = new WorkQueue<>(1);
        queue.add("a", () -> block("a"));
        await(() -> done.contains("begun a"));
        queue.add("b", () -> done.add("b"));
        queue.close();
        queue.add("c", () -> done.add("c"));
        gate.countDown();
        queue.awaitEnd();

        assertThat(done).containsExactly("begun a", "a");
        assertThat(queue.size()).isZero();
    }

    private void block(String name) {
        done.add("begun " + name);
        try {
            gate.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        done.add(name);
    }

    private static void awaitEmpty(WorkQueue<?> queue) {
        await(() -> queue.size() == 0);
    }

    private static void await(java.util.concurrent.Callable<Boolean> condition) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(5))
                .until(condition);
    }
}
