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

/**
 * A program that runs. Its streams are fed and drained by threads of their own, so that neither it nor its deadline waits
 * for them.
 *
 * <p>On the JDK alone: of the libraries that start processes, the best kept one keeps a shutdown hook per process, which
 * fails what still runs when this process is told to end.
 */
final class Child {
    /** How long what a dead child wrote may take to be read; longer only if a program that it left behind holds it. */
    private static final Duration REST = Duration.ofSeconds(1);

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
        List<String> words = new ArrayList<>();
        words.add(program.toString());
        words.addAll(command.arguments());
        ProcessBuilder builder = new ProcessBuilder(words);
        reduce(builder.environment());
        return new Child(builder.start(), command.input(), outputLimit, errorsLimit);
    }

    /** Whether it ended by itself in time; when not, it and all its descendants are killed. */
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

    /** The parent first: a shell whose child is killed would go on to start the next one. */
    private void kill() {
        List<ProcessHandle> descendants = process.descendants().toList();
        process.destroyForcibly();
        descendants.forEach(ProcessHandle::destroyForcibly);
    }

    private void finishReading() throws InterruptedException {
        for (Thread thread : threads) {
            if (!thread.join(REST)) {
                thread.interrupt();
            }
        }
    }

    /** Nothing of ours reaches the child but the search path: CEPH_ARGS and CEPH_KEYRING would change what rbd does. */
    private static void reduce(Map<String, String> environment) {
        environment.clear();
        environment.put("PATH", Programs.searchPath());
        environment.put("LC_ALL", "C");
        environment.put("TZ", "UTC");
    }

    /** A child may end without having read its input; how it ended says more than the broken pipe. */
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
            return; // Closed on our side: what was read until then is what there is.
        }
    }
}
