package io.rbdfunctions.project.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.rbdfunctions.volume.parameters.ParameterReader;
import io.rbdfunctions.volume.validation.Violation;
import io.rbdfunctions.volume.validation.Violations;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** No setting and no class parameter is missing from the README. */
@QuarkusTest
class TablesTest {
    private static final Page PAGE = Page.read(Path.of("README.md"));
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    /** Of the build, of the dev mode, and of the tests alone. */
    private static final List<String> NOT_FOR_USERS = List.of("rbd-functions.dev.");

    @Test
    void everySettingIsInTheTable() {
        Stream<String> settings = StreamSupport.stream(
                        ConfigProvider.getConfig().getPropertyNames().spliterator(), false)
                .filter(name -> name.startsWith("rbd-functions."))
                .filter(name -> NOT_FOR_USERS.stream().noneMatch(name::startsWith));

        assertThat(settings).hasSizeGreaterThan(30).isSubsetOf(rows("rbd-functions."));
    }

    @Test
    void everyClassParameterIsInTheTable() {
        Violations violations = new Violations();
        ParameterReader.readClass(Map.of("unknown", "x"), violations);
        String known = violations.all().stream()
                .map(Violation::message)
                .filter(message -> message.contains("known options are: "))
                .findFirst()
                .orElseThrow()
                .replaceFirst(".*known options are: ", "");

        assertThat(Arrays.asList(known.split(", ", -1))).hasSizeGreaterThan(20).isSubsetOf(rows(""));
    }

    /** What the first columns of tables name; {@code .classes} after {@code a.pools} is {@code a.classes}. */
    private static List<String> rows(String beginning) {
        return PAGE.prose().stream()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.split("\\|", 3)[1])
                .flatMap(cell -> {
                    List<String> names = CODE.matcher(cell)
                            .results()
                            .map(name -> name.group(1))
                            .toList();
                    String first = names.getFirst().replaceFirst("\\.[^.]*$", "");
                    return names.stream().map(name -> name.startsWith(".") ? first + name : name);
                })
                .filter(name -> name.startsWith(beginning))
                .toList();
    }
}
