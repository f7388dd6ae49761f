package io.rbdfunctions.rbd.engine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Polls the argument lists of all processes and searches them for a text. */
public final class ProcessListWatch implements AutoCloseable {
    private final String text;
    private final Duration pause;
    private final List<String> hits = new CopyOnWriteArrayList<>();
    private final AtomicInteger samples = new AtomicInteger();
    private final List<String> seen = new CopyOnWriteArrayList<>();
    private final Thread thread;
    private volatile boolean isStopped;

    private ProcessListWatch(String text, Duration pause) {
        this.text = text;
        this.pause = pause;
        this.thread = Thread.ofPlatform().name("process list watch").start(this::watch);
    }

    public static ProcessListWatch forText(String text) {
        return new ProcessListWatch(text, Duration.ZERO);
    }

    /** Polls with pauses, for long tests. */
    public static ProcessListWatch forText(String text, Duration pause) {
        return new ProcessListWatch(text, pause);
    }

    /** The argument lists that contained the text. */
    public List<String> hits() {
        return hits;
    }

    public int samples() {
        return samples.get();
    }

    /** How often a running program of this name was seen. */
    public long commandsSeen(String program) {
        return seen.stream().filter(program::equals).count();
    }

    @Override
    public void close() throws IllegalStateException {
        isStopped = true;
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void watch() {
        while (!isStopped) {
            ProcessHandle.allProcesses().forEach(process -> look(process.pid()));
            samples.incrementAndGet();
            LockSupport.parkNanos(pause.toNanos());
        }
    }

    private void look(long pid) {
        try {
            String arguments =
                    Files.readString(Path.of("/proc", Long.toString(pid), "cmdline"), StandardCharsets.ISO_8859_1);
            if (arguments.contains(text)) {
                hits.add(arguments);
            }
            String program = arguments.split("\0", 2)[0];
            seen.add(program.substring(program.lastIndexOf('/') + 1));
        } catch (IOException _) {
            return; // The process has ended.
        }
    }
}
