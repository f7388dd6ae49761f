package io.rbdfunctions.rbd.librbd.ffm;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Threads for calls of native code, which would hold on to the carrier of a virtual thread. They end when idle, and keep
 * nothing from ending.
 */
public final class NativeThreads {
    private static final long IDLE_SECONDS = 60;
    /** As the threads of a C program have it, for which the libraries are written. Only what is used takes memory. */
    private static final long STACK = 8L << 20;

    private NativeThreads() {}

    public static ExecutorService asNeeded(String name) {
        return new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), named(name));
    }

    /** What comes when all are busy waits. */
    public static ExecutorService atMost(int count, String name) {
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                count, count, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), named(name));
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    /** The answer of work that has a thread for itself, which ends with it: the stack that it took is given back. */
    static <A> A once(String name, Supplier<A> work) {
        return CompletableFuture.supplyAsync(
                        work, task -> named(name).newThread(task).start())
                .join();
    }

    private static ThreadFactory named(String name) {
        return task -> Thread.ofPlatform().daemon().name(name).stackSize(STACK).unstarted(task);
    }
}
