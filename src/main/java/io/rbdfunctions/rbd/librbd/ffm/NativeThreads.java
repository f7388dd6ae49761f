package io.rbdfunctions.rbd.librbd.ffm;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Daemon threads for native calls, which would pin the carrier of a virtual thread. Idle threads end. */
public final class NativeThreads {
    private static final long IDLE_SECONDS = 60;
    /** The default of C programs, for which the libraries are written. Only the used part takes memory. */
    private static final long STACK = 8L << 20;

    private NativeThreads() {}

    public static ExecutorService asNeeded(String name) {
        return new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), named(name));
    }

    /** Tasks wait in a queue while all threads are busy. */
    public static ExecutorService atMost(int count, String name) {
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                count, count, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), named(name));
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    /** Runs the work on a new thread, which ends afterwards and frees its stack. */
    static <A> A once(String name, Supplier<A> work) {
        return CompletableFuture.supplyAsync(
                        work, task -> named(name).newThread(task).start())
                .join();
    }

    private static ThreadFactory named(String name) {
        return task -> Thread.ofPlatform().daemon().name(name).stackSize(STACK).unstarted(task);
    }
}
