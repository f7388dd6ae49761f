package io.rbdfunctions.function.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.rbdfunctions.function.problem.ProblemException;
import io.rbdfunctions.status.VolumeEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatusQueryTest {
    private static final VolumeEntry A = volume("pvc-a", "rbd", 3, "Bound", "shop/data", false);
    private static final VolumeEntry B = volume("pvc-b", "fast", 1, "Released", "", false);
    private static final VolumeEntry C = volume("pvc-c", "rbd", 2, "Bound", "shop-2/logs", true);
    private static final List<VolumeEntry> ALL = List.of(A, B, C);

    private static VolumeEntry volume(
            String name, String storageClass, long bytes, String phase, String claim, boolean isMissing) {
        return new VolumeEntry(
                name,
                storageClass,
                "kube/image-of-" + name,
                bytes,
                phase,
                claim,
                SampleReports.NOW.minusSeconds(bytes),
                isMissing);
    }

    private static StatusQuery query(String text) {
        return StatusQuery.of(Arrays.stream(text.split("&", -1))
                .filter(part -> !part.isEmpty())
                .map(part -> part.split("=", 2))
                .map(part -> Map.entry(part[0], part[1]))
                .toList());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        ''                    | pvc-a pvc-b pvc-c
        q=&state=&limit=      | pvc-a pvc-b pvc-c
        q=PVC-B               | pvc-b
        q=DATA                | pvc-a
        q=image-of-pvc-c      | pvc-c
        q=fast                | pvc-b
        namespace=shop        | pvc-a
        class=rbd             | pvc-a pvc-c
        state=Bound           | pvc-a
        state=ImageMissing    | pvc-c
        state=bound           | ''
        class=rbd&state=Bound | pvc-a
        sort=name             | pvc-a pvc-b pvc-c
        sort=-name            | pvc-c pvc-b pvc-a
        sort=size             | pvc-b pvc-c pvc-a
        sort=-size            | pvc-a pvc-c pvc-b
        sort=created          | pvc-a pvc-c pvc-b
        sort=state            | pvc-a pvc-c pvc-b
        sort=class            | pvc-b pvc-a pvc-c
        sort=-class           | pvc-a pvc-c pvc-b
        sort=claim            | pvc-b pvc-c pvc-a
        sort=image            | pvc-a pvc-b pvc-c
        limit=2               | pvc-a pvc-b
        limit=2&page=2        | pvc-c
        limit=2&page=99       | pvc-c
        """)
    void selectsSortsAndPages(String text, String names) {
        StatusQuery query = query(text);
        int limit = query.limit() == null ? 50 : query.limit();

        assertThat(VolumeTable.of(ALL, query, limit).rows())
                .extracting(VolumeEntry::name)
                .containsExactly(names.isEmpty() ? new String[0] : names.split(" ", -1));
    }

    /** Whether an image is missing is known later than the rest. */
    @ParameterizedTest
    @ValueSource(strings = {"", "q=b", "state=Bound", "state=ImageMissing", "namespace=shop-2", "class=rbd"})
    void mayMatchLeavesOutNoMatch(String text) {
        StatusQuery query = query(text);

        assertThat(ALL.stream().filter(query::matches)).allMatch(query::mayMatch);
    }

    @Test
    void mayMatchLeavesOutOtherVolumes() {
        assertThat(query("state=Released").mayMatch(A)).isFalse();
        assertThat(query("q=nothing&state=ImageMissing").mayMatch(A)).isFalse();
    }

    @Test
    void countsPages() {
        VolumeTable table = VolumeTable.of(ALL, query("page=2"), 2);

        assertThat(table.page()).isEqualTo(2);
        assertThat(table.pages()).isEqualTo(2);
        assertThat(table.matching()).isEqualTo(3);
        assertThat(table.first(2)).isEqualTo(3);
        assertThat(VolumeTable.of(List.of(), query("page=7"), 2)).isEqualTo(new VolumeTable(List.of(), 0, 1, 1));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        name=x        | the query string has an unknown parameter; known are q, namespace, class, state, sort, page, limit, refresh
        Q=x           | the query string has an unknown parameter; known are q, namespace, class, state, sort, page, limit, refresh
        q=a&q=b       | q is given twice
        sort=color    | sort must be one of name, state, size, claim, class, created, image, or one of these after a '-' for the reverse order
        sort=--name   | sort must be one of name, state, size, claim, class, created, image, or one of these after a '-' for the reverse order
        page=0        | page must be a number from 1 to 1000000
        page=-1       | page must be a number from 1 to 1000000
        limit=501     | limit must be a number from 1 to 500
        limit=many    | limit must be a number from 1 to 500
        refresh=1     | refresh must be a number from 5 to 3600
        refresh=3601  | refresh must be a number from 5 to 3600
        page=99999999999 | page must be a number from 1 to 1000000
        """)
    void saysWhatIsWrong(String text, String message) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> query(text))
                .withMessage(message);
    }

    @Test
    void allParametersAreDocumented() throws IOException {
        String documented = Files.readAllLines(Path.of("docs/operating.md")).stream()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.split("[|]", 3)[1])
                .collect(Collectors.joining());

        assertThat(StatusQuery.Parameter.values())
                .allSatisfy(parameter -> assertThat(documented).contains("`" + parameter + "`"));
    }

    @Test
    void limitsTexts() {
        assertThat(query("q=" + "x".repeat(253)).search()).hasSize(253);
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> query("q=" + "x".repeat(254)))
                .withMessage("q has more than 253 characters");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        ''                          | ./             | ?page=3         | ?refresh=30
        q=a b&&sort=-size&page=4    | ?q=a+b&sort=-size | ?q=a+b&sort=-size&page=3 | ?q=a+b&sort=-size&page=4&refresh=30
        namespace=%26&limit=7       | ?namespace=%2526&limit=7 | ?namespace=%2526&page=3&limit=7 | ?namespace=%2526&limit=7&refresh=30
        """)
    void linksKeepTheOtherParameters(String text, String first, String third, String refreshed) {
        QueryLinks links = new QueryLinks(query(text));

        assertThat(links.page(1)).isEqualTo(first);
        assertThat(links.page(3)).isEqualTo(third);
        assertThat(links.refreshed(30)).isEqualTo(refreshed);
        assertThat(links.refreshed(0)).doesNotContain("refresh");
    }

    @Test
    void aSecondClickReversesTheOrder() {
        assertThat(new QueryLinks(query("")).sortedBy(VolumeSort.SIZE)).isEqualTo("?sort=size");
        assertThat(new QueryLinks(query("sort=size&page=2")).sortedBy(VolumeSort.SIZE))
                .isEqualTo("?sort=-size");
        assertThat(new QueryLinks(query("sort=-size")).sortedBy(VolumeSort.SIZE))
                .isEqualTo("?sort=size");
        assertThat(new QueryLinks(query("state=Bound&page=2")).ofNamespace("a")).isEqualTo("?namespace=a&state=Bound");
    }
}
