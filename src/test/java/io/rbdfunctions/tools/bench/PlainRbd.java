package io.rbdfunctions.tools.bench;

import io.rbdfunctions.rbd.command.RbdCommand;
import io.rbdfunctions.rbd.command.Session;
import io.rbdfunctions.rbd.command.Session.ClientTimeouts;
import io.rbdfunctions.support.ceph.CephCluster;
import io.rbdfunctions.volume.ceph.CephKey;
import io.rbdfunctions.volume.ceph.CephUser;
import io.rbdfunctions.volume.ceph.Monitors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Runs the plain rbd command, or a replacement, with the same arguments as the functions. */
final class PlainRbd {
    private final Session session;
    private final String key;
    private final String program;

    PlainRbd(CephCluster ceph, String program) {
        this.program = program;
        key = ceph.adminKey();
        session = new Session(
                Monitors.parse(ceph.monitors()),
                CephUser.ADMIN,
                new CephKey(key),
                new ClientTimeouts(Duration.ofSeconds(10), Duration.ofSeconds(20)));
    }

    void run(RbdCommand<?> command) {
        List<String> arguments = new ArrayList<>(List.of(program));
        arguments.addAll(command.arguments(session));
        try {
            Process process = new ProcessBuilder(arguments)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (var input = process.getOutputStream()) {
                input.write(key.getBytes(StandardCharsets.UTF_8));
            }
            if (process.waitFor() != 0) {
                throw new IllegalStateException(command.verb() + " ended with " + process.exitValue());
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
