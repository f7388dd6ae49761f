package io.rbdfunctions.system.faults;

import io.rbdfunctions.support.ceph.CephCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Finds commands and files that the function may leave behind. */
final class LeftoverFinder {
    private LeftoverFinder() {}

    /** The command lines of all {@code rbd} commands that use the cluster, whoever started them. */
    static List<String> commands(CephCluster ceph) {
        return running(ceph)
                .map(process -> argumentsOf(process).replace('\0', ' '))
                .toList();
    }

    /** Kills all of them with SIGKILL. */
    static void kill(CephCluster ceph) {
        running(ceph).forEach(ProcessHandle::destroyForcibly);
    }

    private static Stream<ProcessHandle> running(CephCluster ceph) {
        return ProcessHandle.allProcesses().filter(process -> {
            String arguments = argumentsOf(process);
            return arguments.contains("rbd\0") && arguments.contains(ceph.monitors());
        });
    }

    /** Empty if the process has ended. */
    private static String argumentsOf(ProcessHandle process) {
        Path arguments = Path.of("/proc", Long.toString(process.pid()), "cmdline");
        try {
            return Files.readString(arguments, StandardCharsets.ISO_8859_1);
        } catch (IOException _) {
            return "";
        }
    }

    /** The files below a directory that contain one of the texts. */
    static List<Path> filesWith(Path directory, List<String> texts) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> containsAny(file, texts))
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static boolean containsAny(Path file, List<String> texts) {
        try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
            return lines.anyMatch(line -> texts.stream().anyMatch(line::contains));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
