package io.rbdfunctions.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A running child process. Threads of their own feed and drain its streams, so that they do not delay its deadline. */
final class Child {
    /** How long to read after the child has ended: a descendant may keep the streams open. */
    private static final Duration DRAIN_TIMEOUT = Duration.ofSeconds(1);

    private final Process process;
    private final BoundedOutput output;
    private final BoundedOutput errors;
    private final List<Thread> threads;

    private Child(Process process, String input, int outputLimit, int errorsLimit) {
        this.process = process;
        this.output = new BoundedOutput(outputLimit);
        this.errors = new BoundedOutput(errorsLimit);
        this.threads = List.of(
                Thread.startVirtualThread(() -> drain(process.getInputStream(), output)),
                Thread.startVirtualThread(() -> drain(process.getErrorStream(), errors)));
        Thread.startVirtualThread(() -> feed(input));
    }

    static Child start(Path program, Command command, int outputLimit, int errorsLimit) throws IOException {
        List<String> commandLine = new ArrayList<>();
        commandLine.add(program.toString());
        commandLine.addAll(command.arguments());
        ProcessBuilder builder = new ProcessBuilder(commandLine);
        reduce(builder.environment());
        return new Child(builder.start(), command.input(), outputLimit, errorsLimit);
    }

    /** Waits for the end. Kills the child and its descendants at the deadline, and returns false then. */
    boolean endsWithin(Duration deadline) throws InterruptedException {
        try {
            boolean ended = process.waitFor(deadline.toMillis(), TimeUnit.MILLISECONDS);
            if (!ended) {
                kill();
            }
            return ended;
        } catch (InterruptedException interrupted) {
            kill();
            throw interrupted;
        } finally {
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
