package io.rbdfunctions.project.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.rbdfunctions.function.problem.ProblemKind;
import io.rbdfunctions.operation.check.StepName;
import io.rbdfunctions.reconcile.result.Reconciled.SnapshotAction;
import io.rbdfunctions.status.Trouble;
import io.rbdfunctions.volume.parameters.ParameterReader;
import io.rbdfunctions.volume.parameters.SnapshotParameters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** Compares the tables of settings, class parameters and problem types with the code. */
@QuarkusTest
class TablesTest {
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    private static final Pattern OPTIONAL = Pattern.compile("Optional\\S* (\\w+)\\(\\);");

    /** The first cell of a row, if it is one name. */
    private static final Pattern CODE_CELL = Pattern.compile("(?m)^\\| `(\\w+)` \\|");

    /** Settings of dev mode. */
    private static final String NOT_FOR_USERS = "rbd-functions.dev.";

    @Test
    void settings() throws IOException {
        Set<String> documented = rows("configuration").stream()
                .filter(name -> name.startsWith("rbd-functions."))
                .collect(Collectors.toSet());
        Set<String> listed = StreamSupport.stream(
                        ConfigProvider.getConfig().getPropertyNames().spliterator(), false)
                .filter(name -> name.startsWith("rbd-functions.") && !name.startsWith(NOT_FOR_USERS))
                .collect(Collectors.toSet());

        assertThat(listed).hasSizeGreaterThan(30).isSubsetOf(documented);
        assertThat(documented.stream().filter(name -> !listed.contains(name)).map(TablesTest::lastPart))
                .hasSizeGreaterThan(5)
                .isSubsetOf(optionalSettings());
        assertThat(optionalSettings())
                .isSubsetOf(documented.stream().map(TablesTest::lastPart).toList());
    }

    private static String lastPart(String setting) {
        return setting.replaceFirst(".*[.]", "");
    }

    /** The last parts of settings without a default, which Quarkus lists only if they are set. */
    private static Set<String> optionalSettings() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            return files.filter(file -> file.toString().endsWith("Config.java"))
                    .flatMap(file -> OPTIONAL.matcher(read(file)).results())
                    .map(setting ->
                            setting.group(1).replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT))
                    .collect(Collectors.toSet());
        }
    }

    @Test
    void classParameters() {
        assertThat(ParameterReader.known())
                .hasSizeGreaterThan(40)
                .containsExactlyInAnyOrderElementsOf(rows("storageclass"));
    }

    @Test
    void parametersOfSnapshotClasses() {
        assertThat(rows("snapshots")).containsExactlyInAnyOrderElementsOf(SnapshotParameters.known());
    }

    /** Those of the query string are compared by the test of the page. */
    @Test
    void kindsOfTrouble() {
        assertThat(rows("operating"))
                .containsAll(Stream.of(Trouble.Kind.values())
                        .map(Trouble.Kind::toString)
                        .toList());
    }

    /** Of replies to events about contents. */
    @Test
    void eventTypesOfSnapshots() throws IOException {
        String page = Files.readString(page("api"));

        assertThat(SnapshotAction.values())
                .allSatisfy(action -> assertThat(page).contains("`%s.v1`".formatted(action.typeName())));
    }

    /** With their status for calls and events. */
    @Test
    void problemTypes() throws IOException {
        String page = Files.readString(page("api"));

        assertThat(ProblemKind.values())
                .allSatisfy(kind -> assertThat(page)
                        .contains("\n| `%s` | %d | %d | "
                                .formatted(
                                        kind.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                                        kind.status(false),
                                        kind.status(true))));
    }

    /** In their order. */
    @Test
    void stepsOfACheck() throws IOException {
        String steps = Files.readString(page("api")).replaceFirst("(?s).*\n## check\n(.*?)\n## .*", "$1");

        assertThat(CODE_CELL.matcher(steps).results().map(cell -> cell.group(1)))
                .containsExactly(
                        Arrays.stream(StepName.values()).map(StepName::toString).toArray(String[]::new));
    }

    /** The names in the first columns of a page's tables; {@code .classes} after {@code a.pools} stands for {@code a.classes}. */
    private static List<String> rows(String page) {
        return Page.read(page(page)).prose().stream()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.split("\\|", 3)[1])
                .flatMap(TablesTest::names)
                .toList();
    }

    private static Stream<String> names(String cell) {
        List<String> names = CODE.matcher(cell).results().map(TablesTest::name).toList();
        String prefix = names.getFirst().replaceFirst("\\.[^.]*$", "");
        return names.stream().map(name -> name.startsWith(".") ? prefix + name : name);
    }

    private static String read(Path file) {
        return String.join("\n", Page.read(file).lines());
    }

    private static String name(MatchResult code) {
        return code.group(1);
    }

    private static Path page(String name) {
        return Path.of("docs", name + ".md");
    }
}
