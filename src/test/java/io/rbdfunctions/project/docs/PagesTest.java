package io.rbdfunctions.project.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.rbdfunctions.support.SecondLane;
import io.rbdfunctions.support.ceph.Commands;
import io.rbdfunctions.support.manifest.RenderedKustomization;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks that each block has a valid marking, that scripts parse, and that links, files and Maven profiles exist. */
@SecondLane
class PagesTest {
    private static final Path README = Path.of("README.md");
    private static final Set<String> ENVIRONMENTS = Set.of("session", "function", "ceph");
    private static final Set<String> NEEDS = Set.of("cluster", "bare cluster", "docker", "minutes");
    private static final Pattern FILE = Pattern.compile("(?<![\\w./-])(?:k8s|src|docs|\\.github|\\.ci)/[\\w./-]+");
    private static final Pattern TYPE = Pattern.compile("(?:[a-z]+/)*([A-Z][a-z]\\w+)(?:\\.\\w+)?");
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
    void everyBlockHasAValidMarking(Block block) {
        Marking marking = block.marking();

        assertThat(block.language()).isIn("sh", "yaml", "mermaid", "");
        switch (marking.kind()) {
            case RUN -> {
                assertThat(marking.environment()).isIn(ENVIRONMENTS);
                assertThat(block.isShell()).isTrue();
            }
            case NEEDS -> assertThat(marking.environment()).isIn(NEEDS);
            case TESTED_BY -> assertThat(marking.argument()).isNotEmpty();
            case PICTURE -> assertThat(block.language()).isIn("mermaid", "");
        }
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void everyScriptParses(Block block) {
        var checked = Commands.run(List.of("bash", "-n"), block.text(), Map.of());

        assertThat(checked.exitCode()).as(checked.stderr()).isZero();
        assertThat(checked.stderr()).isEmpty();
    }

    /** Also for scripts that no test runs. */
    @ParameterizedTest
    @MethodSource("scripts")
    void filesAndProfilesInScriptsExist(Block block) throws IOException {
        assertReferencesExist(block.text());
        assertThat(KUSTOMIZATION.matcher(block.text()).results().map(found -> Path.of(found.group(1))))
                .allSatisfy(directory ->
                        assertThat(RenderedKustomization.problems(directory)).isEmpty());
    }

    @ParameterizedTest
    @MethodSource("pages")
    void filesAndProfilesInTextExist(Page page) throws IOException {
        for (String code : page.code()) {
            assertReferencesExist(code);
        }
    }

    private static void assertReferencesExist(String text) throws IOException {
        assertThat(FILE.matcher(text).results().map(MatchResult::group).map(name -> name.replaceAll("[.]$", "")))
                .allSatisfy(file -> assertThat(Path.of(file)).exists());
        String build = Files.readString(Path.of("pom.xml"));
        if (text.contains("./mvnw")) {
            assertThat(PROFILE.matcher(text).results().map(found -> found.group(1)))
                    .allSatisfy(profile -> assertThat(build).contains("<id>%s</id>".formatted(profile)));
        }
    }

    /** Links to pages and files must resolve, with their anchors. Links to other sites are checked for their form only. */
    @ParameterizedTest
    @MethodSource("pages")
    void everyLinkResolves(Page page) {
        assertThat(page.links()).allSatisfy(link -> {
            if (link.contains("://")) {
                URI site = URI.create(link);
                assertThat(site.getScheme()).isEqualTo("https");
                assertThat(site.getHost()).contains(".");
            } else {
                assertResolves(page, link);
            }
        });
    }

    private static void assertResolves(Page page, String link) {
        Path target = page.target(link);
        assertThat(target).exists();
        if (link.contains("#")) {
            assertThat(Page.read(target).anchors()).as(link).contains(link.split("#", 2)[1]);
        }
    }

    @Test
    void readmeLinksToEveryPage() {
        Page readme = Page.read(README);
        Set<Path> linked = readme.links().stream()
                .filter(link -> !link.contains("://"))
                .map(readme::target)
                .collect(Collectors.toSet());

        assertThat(pages().map(Page::file).filter(file -> !file.equals(README))).isSubsetOf(linked);
    }

    @Test
    void readmeIsShort() throws IOException {
        assertThat(Files.size(README)).isLessThanOrEqualTo(8192);
    }

    @Test
    void typesAndPackagesInContributingExist() throws IOException {
        Page page = Page.read(Path.of("CONTRIBUTING.md"));
        Set<String> types;
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            types = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .map(name -> name.replace(".java", ""))
                    .collect(Collectors.toSet());
        }

        assertThat(page.code().stream()
                        .map(TYPE::matcher)
                        .filter(Matcher::matches)
                        .map(type -> type.group(1)))
                .hasSizeGreaterThan(15)
                .isSubsetOf(types);
        try (Stream<Path> packages = Files.list(Path.of("src/main/java/io/rbdfunctions"))) {
            assertThat(packages.map(each -> each.getFileName().toString())).isSubsetOf(page.code());
        }
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void scriptsContainNoPrompts(Block block) {
        assertThat(block.text()).doesNotContainPattern("(?m)^[$>] ");
    }

    @Test
    void blocksAndLinksAreFound() {
        Map<String, Long> counts = blocks().collect(Collectors.groupingBy(
                block -> (block.marking().kind() + " " + block.marking().environment()).strip(),
                TreeMap::new,
                Collectors.counting()));
        long links = pages().mapToLong(page -> page.links().size()).sum();
        System.out.printf("documentation: %d pages, %d links, blocks: %s%n", pages().count(), links, counts);

        assertThat(counts).containsKeys("RUN function", "RUN ceph", "NEEDS cluster");
        assertThat(links).isGreaterThan(60);
    }
}
