package io.rbdfunctions.project.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.rbdfunctions.project.manifest.Rendered;
import io.rbdfunctions.support.ceph.Commands;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every block is one that a test runs, or says what it needs; every link leads somewhere; every file and option is there. */
class PagesTest {
    private static final Set<String> SURROUNDINGS = Set.of("session", "function", "ceph");
    private static final Set<String> NEEDS = Set.of("cluster", "bare cluster", "docker", "minutes");
    private static final Pattern FILE = Pattern.compile("(?<![\\w./-])(?:k8s|src|docs|\\.github|\\.ci)/[\\w./-]+");
    private static final Pattern PROFILE = Pattern.compile("-P([a-z-]+)");
    private static final Pattern KUSTOMIZATION = Pattern.compile("-k (\\S+)");

    static Stream<Page> pages() {
        return Page.all().stream();
    }

    static Stream<Block> blocks() {
        return Page.allBlocks();
    }

    static Stream<Block> scripts() {
        return blocks().filter(Block::isShell);
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void everyBlockSaysWhatIsDoneAboutIt(Block block) {
        Marking marking = block.marking();

        assertThat(block.language()).isIn("sh", "yaml", "");
        switch (marking.kind()) {
            case RUN -> {
                assertThat(marking.surroundings()).isIn(SURROUNDINGS);
                assertThat(block.isShell()).isTrue();
            }
            case NEEDS -> assertThat(marking.surroundings()).isIn(NEEDS);
            case TESTED_BY -> assertThat(marking.argument()).isNotEmpty();
            case PICTURE -> assertThat(block.language()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void everyScriptIsOneToTheShell(Block block) {
        var checked = Commands.run(List.of("bash", "-n"), block.text(), Map.of());

        assertThat(checked.exitCode()).as(checked.stderr()).isZero();
        assertThat(checked.stderr()).isEmpty();
    }

    /** What needs a cluster, or minutes, names files and kustomizations that are there, and profiles of the build. */
    @ParameterizedTest
    @MethodSource("scripts")
    void whatAScriptNamesIsThere(Block block) throws IOException {
        assertNamed(block.text());
        assertThat(KUSTOMIZATION.matcher(block.text()).results().map(found -> Path.of(found.group(1))))
                .allSatisfy(
                        directory -> assertThat(Rendered.problems(directory)).isEmpty());
    }

    @ParameterizedTest
    @MethodSource("pages")
    void whatATextNamesIsThere(Page page) throws IOException {
        for (String code : page.code()) {
            assertNamed(code);
        }
    }

    private static void assertNamed(String text) throws IOException {
        assertThat(FILE.matcher(text).results().map(MatchResult::group).map(name -> name.replaceAll("[.]$", "")))
                .allSatisfy(file -> assertThat(Path.of(file)).exists());
        String build = Files.readString(Path.of("pom.xml"));
        if (text.contains("./mvnw")) {
            assertThat(PROFILE.matcher(text).results().map(found -> found.group(1)))
                    .allSatisfy(profile -> assertThat(build).contains("<id>%s</id>".formatted(profile)));
        }
    }

    /** Those to other pages and files, with their anchors. Those to other sites by their form alone: tests go nowhere. */
    @ParameterizedTest
    @MethodSource("pages")
    void everyLinkLeadsSomewhere(Page page) {
        assertThat(page.links()).allSatisfy(link -> {
            if (link.contains("://")) {
                URI site = URI.create(link);
                assertThat(site.getScheme()).isEqualTo("https");
                assertThat(site.getHost()).contains(".");
            } else {
                assertLeads(page, link);
            }
        });
    }

    private static void assertLeads(Page page, String link) {
        String[] parts = link.split("#", 2);
        Path directory = Objects.requireNonNullElse(page.file().getParent(), Path.of(""));
        Path file =
                parts[0].isEmpty() ? page.file() : directory.resolve(parts[0]).normalize();
        assertThat(file).exists();
        if (parts.length == 2) {
            Path there = Files.isDirectory(file) ? file.resolve("README.md") : file;
            assertThat(Page.read(there).anchors()).as(link).contains(parts[1]);
        }
    }

    @Test
    void everyPageIsReachedFromTheFirst() {
        Set<Path> linked = pages().flatMap(page -> page.links().stream()
                        .filter(link -> !link.contains("://"))
                        .map(link -> link.replaceFirst("#.*", ""))
                        .filter(link -> !link.isEmpty())
                        .map(link -> Objects.requireNonNullElse(page.file().getParent(), Path.of(""))
                                .resolve(link)
                                .normalize())
                        .map(path -> Files.isDirectory(path) ? path.resolve("README.md") : path))
                .collect(Collectors.toSet());

        assertThat(pages().map(Page::file).filter(file -> !file.equals(Path.of("README.md"))))
                .isSubsetOf(linked);
    }

    /** The shell's prompt, and what it would answer, is nothing to paste. */
    @ParameterizedTest
    @MethodSource("scripts")
    void aScriptCanBePastedAsItIs(Block block) {
        assertThat(block.text()).doesNotContainPattern("(?m)^[$>] ");
    }

    @Test
    void thisIsHowManyThereAre() {
        Map<String, Long> counts = blocks().collect(Collectors.groupingBy(
                block -> (block.marking().kind() + " " + block.marking().surroundings()).strip(),
                TreeMap::new,
                Collectors.counting()));
        long links = pages().mapToLong(page -> page.links().size()).sum();
        System.out.printf("documentation: %d pages, %d links, blocks: %s%n", pages().count(), links, counts);

        assertThat(counts).containsKeys("RUN function", "RUN ceph", "NEEDS cluster");
        assertThat(links).isGreaterThan(60);
    }
}
