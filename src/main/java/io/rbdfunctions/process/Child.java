package io.rbdfunctions.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A running child process. Platform threads feed and drain its streams and keep its deadline: access to a pipe would hold
 * the carrier of a virtual thread, and a timer of a virtual thread needs a free carrier.
 */
final class Child {
    /** Reads a stream to its end, so that the writer never blocks, but keeps only the first bytes. */
    static final class BoundedOutput {
        private final int limit;
        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
        private boolean overflowed;

        private BoundedOutput(int limit) {
            this.limit = limit;
        }

        private void readAll(InputStream stream) throws IOException {
            byte[] buffer = new byte[8192];
            for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
                keep(buffer, read);
            }
        }

        private synchronized void keep(byte[] buffer, int length) {
            int accepted = Math.min(length, limit - kept.size());
            kept.write(buffer, 0, accepted);
            overflowed |= accepted < length;
        }

        synchronized boolean hasOverflowed() {
            return overflowed;
        }

        synchronized String text() {
            return kept.toString(StandardCharsets.UTF_8);
        }
    }

    /** How long to read after the child has ended: a descendant may keep the streams open. */
    private static final Duration DRAIN_TIMEOUT = Duration.ofSeconds(1);

    /** How long to wait for the end after the deadline. A killed process may wait for a device. */
    private static final Duration KILL_TIMEOUT = Duration.ofSeconds(5);

    private static final ScheduledExecutorService DEADLINES = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("deadlines of processes").factory());

    private final Process process;
    private final BoundedOutput output;
    private final BoundedOutput errors;
    private final List<Thread> threads;
    private volatile boolean isKilled;

    private Child(Process process, String input, int outputLimit, int errorsLimit) {
        this.process = process;
        this.output = new BoundedOutput(outputLimit);
        this.errors = new BoundedOutput(errorsLimit);
        this.threads = List.of(
                start(() -> drain(process.getInputStream(), output)),
                start(() -> drain(process.getErrorStream(), errors)));
        start(() -> feed(input));
    }

    static Child start(Path program, Command command, int outputLimit, int errorsLimit) throws IOException {
        List<String> commandLine = new ArrayList<>();
        commandLine.add(program.toString());
        commandLine.addAll(command.arguments());
        ProcessBuilder builder = new ProcessBuilder(commandLine);
        reduce(builder.environment());
        return new Child(builder.start(), command.input(), outputLimit, errorsLimit);
    }

    private static Thread start(Runnable work) {
        return Thread.ofPlatform().daemon().name("pipe of a process").start(work);
    }

    /** Waits for the end. Kills the child and its descendants at the deadline, and returns false then. */
    boolean endsWithin(Duration deadline) throws InterruptedException {
        Future<?> killing = DEADLINES.schedule(this::kill, deadline.toMillis(), TimeUnit.MILLISECONDS);
        try {
            return process.waitFor(deadline.plus(KILL_TIMEOUT)) && !isKilled;
        } catch (InterruptedException interrupted) {
            kill();
            throw interrupted;
        } finally {
            killing.cancel(false);
            finishReading();
        }
    }

    int exitCode() {
        return process.exitValue();
    }

    BoundedOutput output() {
        return output;
    }

    BoundedOutput errors() {
        return errors;
    }

    /** Kills the parent first, since a shell whose child is killed starts the next one. */
    private void kill() {
        isKilled = true;
        List<ProcessHandle> descendants = process.descendants().toList();
        process.destroyForcibly();
        descendants.forEach(ProcessHandle::destroyForcibly);
    }

    private void finishReading() throws InterruptedException {
        for (Thread thread : threads) {
            if (!thread.join(DRAIN_TIMEOUT)) {
                thread.interrupt();
            }
        }
    }

    /** Passes only the search path on, since CEPH_ARGS and CEPH_KEYRING change the behaviour of {@code rbd}. */
    private static void reduce(Map<String, String> environment) {
        environment.clear();
        environment.put("PATH", Programs.searchPath());
        environment.put("LC_ALL", "C");
        environment.put("TZ", "UTC");
    }

    /** Ignores a broken pipe: a child may end without reading its input, and its exit code says why. */
    private void feed(String text) {
        try (var input = process.getOutputStream()) {
            input.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException _) {
            return;
        }
    }

    private static void drain(InputStream stream, BoundedOutput output) {
        try (stream) {
            output.readAll(stream);
        } catch (IOException _) {
            return; // This process has closed the stream.
        }
    }
}
