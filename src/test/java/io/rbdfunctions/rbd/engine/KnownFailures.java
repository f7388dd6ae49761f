package io.rbdfunctions.rbd.engine;

import io.rbdfunctions.process.ChildProcesses;
import io.rbdfunctions.rbd.RbdEngine;
import io.rbdfunctions.rbd.RbdError;
import io.rbdfunctions.rbd.RbdException;
import io.rbdfunctions.rbd.command.Info;
import io.rbdfunctions.rbd.command.RbdCommand;
import io.rbdfunctions.rbd.command.Remove;
import io.rbdfunctions.rbd.librbd.Librbd;
import io.rbdfunctions.support.ceph.CephCluster;
import io.rbdfunctions.volume.ceph.ImageRef;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The failures that the engines classify: those of a real cluster, recorded ones, and errnos that speak for themselves. */
public final class KnownFailures {
    /**
     * A failure.
     *
     * @param verb as {@link RbdCommand#verb()}, or {@code any}
     * @param engine {@code cli}, {@code librbd}, or {@code both}
     */
    public record Known(int errno, String verb, String engine, RbdException failure) {}

    private static final Pattern ERRNO = Pattern.compile("exit status ([0-9]+)|\\(([0-9]+)\\) [A-Z]");
    private static final Set<String> VERBS = Set.of("create", "rm", "resize", "info", "ls", "trash mv");

    private KnownFailures() {}

    /** The failures of both engines on the cluster, then the others. */
    public static List<Known> on(CephCluster ceph) {
        List<Known> known = new ArrayList<>();
        ChildProcesses processes = new ChildProcesses(4, Duration.ofMinutes(1));
        try (Librbd librbd = TestEngine.librbd();
                CephFaults faults = new CephFaults(ceph)) {
            for (CephFaults.Fault fault : faults.all()) {
                known.add(run(fault, "cli", TestEngine.over(processes, Duration.ZERO)));
                known.add(run(fault, "librbd", TestEngine.over(librbd, Duration.ZERO)));
            }
        }
        recorded().filter(isNew(known)).forEach(known::add);
        byErrnoAlone().filter(isNew(known)).forEach(known::add);
        return known;
    }

    private static Known run(CephFaults.Fault fault, String engine, RbdEngine with) {
        try {
            throw new AssertionError(fault + ": " + with.run(fault.session(), fault.command()));
        } catch (RbdException failure) {
            return new Known(
                    errno(String.valueOf(failure.getMessage())), fault.command().verb(), engine, failure);
        }
    }

    private static int errno(String message) {
        return ERRNO.matcher(message)
                .results()
                .map(KnownFailures::number)
                .reduce((_, last) -> last)
                .orElseThrow(() -> new AssertionError(message));
    }

    private static int number(MatchResult found) {
        return Integer.parseInt(found.group(1) == null ? found.group(2) : found.group(1));
    }

    private static Stream<Known> recorded() {
        return RecordedFailure.all()
                .filter(recorded ->
                        VERBS.contains(recorded.verb()) && !recorded.expected().equals("success"))
                .map(recorded -> new Known(
                        recorded.exitCode(),
                        recorded.verb(),
                        "cli",
                        failure(ExitCodes.classify(recorded.parsed(), recorded.exitCode(), recorded.output()))));
    }

    /** The errnos whose class does not depend on the command and its output. */
    private static Stream<Known> byErrnoAlone() {
        RbdCommand<?> removal = new Remove(ImageRef.of("kube", "img"));
        return IntStream.rangeClosed(1, 133)
                .filter(errno -> errno > 2 && errno != 22)
                .filter(errno -> ExitCodes.classify(removal, errno, "") != RbdError.UNKNOWN)
                .mapToObj(errno -> new Known(errno, "any", "both", failure(ExitCodes.classify(removal, errno, ""))));
    }

    private static Predicate<Known> isNew(List<Known> known) {
        Set<String> classified = known.stream()
                .map(each -> each.errno() + " " + each.failure().error())
                .collect(Collectors.toSet());
        return other ->
                !classified.contains(other.errno() + " " + other.failure().error());
    }

    private static RbdException failure(RbdError error) {
        return new RbdException(error, new Info(ImageRef.of("kube", "img")), "words");
    }
}
