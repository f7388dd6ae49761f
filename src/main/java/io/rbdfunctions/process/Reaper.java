package io.rbdfunctions.process;

import io.smallrye.common.process.WaitableProcessHandle;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Sees to it that a child ends by its deadline, with everything it has started. */
final class Reaper {
    private final Duration deadline;
    private volatile boolean killed;

    Reaper(Duration deadline) {
        this.deadline = deadline;
    }

    /**
     * Waits for the child and kills it when its time is up. To be called while the child's output is being read: the
     * library's own timeouts begin to count only when that has ended, which a child that hangs never lets happen.
     */
    void watch(WaitableProcessHandle child) {
        if (child.waitUninterruptiblyFor(deadline.toMillis(), TimeUnit.MILLISECONDS)) {
            return;
        }
        killed = true;
        // The parent first: a shell whose child is killed would go on to start the next one.
        List<ProcessHandle> descendants = child.descendants().toList();
        child.destroyForcibly();
        descendants.forEach(ProcessHandle::destroyForcibly);
    }

    boolean hasKilled() {
        return killed;
    }
}
