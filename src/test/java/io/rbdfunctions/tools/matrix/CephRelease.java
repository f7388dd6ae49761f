package io.rbdfunctions.tools.matrix;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectPackage;

import io.rbdfunctions.support.ceph.Commands;
import io.rbdfunctions.support.packaged.ExpectationException;
import io.rbdfunctions.tools.demo.Demo;
import io.rbdfunctions.tools.demo.Screen;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/**
 * Runs the tests that need only Ceph, and the steps of the demo with both engines, with the Ceph that is installed. Adds
 * a row to a table. The exit code is 0 if all succeeded.
 */
public final class CephRelease {
    private static final String HEAD = """
            | Ceph | from Debian | tests | failed | librbd engine, packaged | cli engine, packaged |
            |---|---|---|---|---|---|
            """;

    private CephRelease() {}

    /** Needs the file of the table, which gets a head if it is new, and the name of the Debian suite. */
    public static void main(String[] arguments) throws IOException {
        Path table = Path.of(arguments[0]);
        String suite = arguments[1];
        TestExecutionSummary summary = runTests();
        Life librbd = Life.with("librbd");
        Life cli = Life.with("cli");
        String row = Stream.of(
                        version(),
                        suite,
                        Long.toString(summary.getTestsStartedCount()),
                        failures(summary),
                        librbd.text(),
                        cli.text())
                .collect(Collectors.joining(" | ", "| ", " |\n"));
        append(table, row);
        System.exit(summary.getTotalFailureCount() == 0 && librbd.isComplete() && cli.isComplete() ? 0 : 1);
    }

    private static TestExecutionSummary runTests() {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectPackage("io.rbdfunctions.rbd"), selectPackage("io.rbdfunctions.support.ceph"))
                .filters(TagFilter.excludeTags("faults", "soak"))
                .build();
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create().execute(request, listener);
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        listener.getSummary().printTo(out);
        listener.getSummary().printFailuresTo(out);
        return listener.getSummary();
    }

    private static String failures(TestExecutionSummary summary) {
        String names = summary.getFailures().stream()
                .map(failure -> name(failure.getTestIdentifier()))
                .distinct()
                .collect(Collectors.joining(", "));
        return (summary.getTotalFailureCount() + " " + names).strip();
    }

    private static String name(TestIdentifier test) {
        return test.getSource()
                .filter(MethodSource.class::isInstance)
                .map(MethodSource.class::cast)
                .map(method -> method.getJavaClass().getSimpleName() + "." + method.getMethodName())
                .orElse(test.getDisplayName());
    }

    /** The third word of {@code ceph version 18.2.7 (6b0e988052ec) reef (stable)}. */
    private static String version() {
        return Commands.run(List.of("rbd", "--version"), "", Map.of())
                .orFail()
                .stdout()
                .split(" ", 4)[2];
    }

    private static void append(Path table, String row) throws IOException {
        if (Files.notExists(table)) {
            Files.writeString(table, HEAD);
        }
        Files.writeString(table, row, StandardOpenOption.APPEND);
        System.out.printf("%n%s%s%n", HEAD, row);
    }

    private record Life(boolean isComplete, String text) {
        static Life with(String engine) {
            Screen screen = new Screen(System.out);
            screen.title("The life of a volume, engine " + engine);
            try {
                Demo.run(screen, "rbd-functions.rbd.engine=" + engine);
                return new Life(true, String.join(", ", screen.steps()));
            } catch (ExpectationException | IllegalStateException failure) {
                screen.title("failed: " + failure.getMessage());
                return new Life(false, String.join(", ", screen.steps()) + ", **failed**");
            }
        }
    }
}
