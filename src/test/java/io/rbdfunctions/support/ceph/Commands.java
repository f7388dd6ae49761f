package io.rbdfunctions.support.ceph;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** Runs commands independently of the code under test. */
public final class Commands {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    /** Not virtual: reading from a pipe would hold a carrier, which an application in this JVM needs. */
    private static final Executor READERS = task -> Thread.ofPlatform().daemon().start(task);

    private Commands() {}

    public static CommandResult run(List<String> command, String stdin, Map<String, String> environment) {
        try {
            var child = start(command, environment);
            var stdout = CompletableFuture.supplyAsync(() -> text(child.getInputStream()), READERS);
            var stderr = CompletableFuture.supplyAsync(() -> text(child.getErrorStream()), READERS);
            writeInput(child, stdin);
            awaitEnd(child, command);
            return new CommandResult(command.getFirst(), child.exitValue(), stdout.join(), stderr.join());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Process start(List<String> command, Map<String, String> environment) throws IOException {
        var builder = new ProcessBuilder(command);
        builder.environment().put("LC_ALL", "C");
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static void writeInput(Process child, String stdin) {
        try (var out = child.getOutputStream()) {
            out.write(stdin.getBytes(StandardCharsets.UTF_8));
        } catch (IOException _) {
            // The command ended without reading its input; its exit code and stderr give the reason.
        }
    }

    private static void awaitEnd(Process child, List<String> command) {
        try {
            if (!child.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                throw killed(child, command, "did not end within " + LIMIT);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw killed(child, command, "was interrupted");
        }
    }

    /** Kills the process only if it still runs; on an ended process this would close streams that are being read. */
    private static IllegalStateException killed(Process child, List<String> command, String why) {
        child.destroyForcibly();
        return new IllegalStateException(command.getFirst() + " " + why);
    }

    private static String text(InputStream stream) {
        try (stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
