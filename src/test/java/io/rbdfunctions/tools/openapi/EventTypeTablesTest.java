package io.rbdfunctions.tools.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares the tables of event types with the code. {@code -Dopenapi.update} writes them again. */
class EventTypeTablesTest {
    private static final Path PAGE = Path.of("docs/api.md");

    static Stream<List<String>> tables() {
        return Stream.of(EventTypeTables.accepted(), EventTypeTables.sent());
    }

    @ParameterizedTest
    @MethodSource("tables")
    void theTableIsThatOfTheCode(List<String> table) throws IOException {
        if (System.getProperty("openapi.update") != null) {
            replace(table);
        }

        assertThat(find(Files.readAllLines(PAGE), table.getFirst()))
                .as("update it: ./mvnw test -Dtest=EventTypeTablesTest -Dopenapi.update")
                .isEqualTo(table);
    }

    private static void replace(List<String> table) throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(PAGE));
        List<String> old = find(lines, table.getFirst());
        int begin = lines.indexOf(table.getFirst());
        lines.subList(begin, begin + old.size()).clear();
        lines.addAll(begin, table);
        Files.write(PAGE, lines);
    }

    private static List<String> find(List<String> lines, String head) {
        return lines.stream()
                .dropWhile(line -> !line.equals(head))
                .takeWhile(line -> line.startsWith("|"))
                .toList();
    }
}
