package io.rbdfunctions.project.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A Markdown page of the documentation. */
record Page(Path file, List<String> lines) {
    private static final String FENCE = "```";
    private static final Pattern HEADING = Pattern.compile("#{1,6} (.+)");
    private static final Pattern LINK = Pattern.compile("]\\(([^)]+)\\)");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    static List<Page> all() {
        try (Stream<Path> docs = Files.list(Path.of("docs"))) {
            return Stream.concat(
                            Stream.of("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "k8s/README.md")
                                    .map(Path::of),
                            docs.sorted())
                    .filter(file -> file.toString().endsWith(".md"))
                    .map(Page::read)
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static Page read(Path file) {
        try {
            return new Page(file, Files.readAllLines(file));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static Stream<Block> allBlocks() {
        return all().stream().flatMap(page -> page.blocks().stream());
    }

    List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        for (int index = 0; index < lines.size(); index++) {
            if (lines.get(index).startsWith(FENCE)) {
                int end = endOf(index);
                blocks.add(new Block(
                        this,
                        index + 1,
                        lines.get(index).substring(FENCE.length()),
                        index == 0 ? "" : lines.get(index - 1),
                        String.join("\n", lines.subList(index + 1, end)) + "\n"));
                index = end;
            }
        }
        return blocks;
    }

    private int endOf(int begin) {
        for (int index = begin + 1; index < lines.size(); index++) {
            if (lines.get(index).equals(FENCE)) {
                return index;
            }
        }
        throw new IllegalStateException("%s:%d: block is not closed".formatted(file, begin + 1));
    }

    /** The lines outside of blocks. */
    List<String> prose() {
        List<String> prose = new ArrayList<>(lines);
        for (Block block : blocks().reversed()) {
            int begin = block.line() - 1;
            prose.subList(begin, endOf(begin) + 1).clear();
        }
        return prose;
    }

    List<String> links() {
        return matches(LINK);
    }

    /** The inline code outside of blocks: commands, files, settings. */
    List<String> code() {
        return matches(CODE);
    }

    private List<String> matches(Pattern pattern) {
        return prose().stream()
                .flatMap(line -> pattern.matcher(line).results())
                .map(MatchResult::group)
                .map(match -> pattern.matcher(match).replaceFirst("$1"))
                .toList();
    }

    /** The anchors of the headings, as GitHub derives them. */
    List<String> anchors() {
        Map<String, Integer> seen = new HashMap<>();
        return prose().stream()
                .map(HEADING::matcher)
                .filter(Matcher::matches)
                .map(heading -> heading.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .map(anchor -> {
                    int times = seen.merge(anchor, 1, Integer::sum);
                    return times == 1 ? anchor : anchor + "-" + (times - 1);
                })
                .toList();
    }

    /** The path of the page or file that a link on this page leads to; directories lead to their README. */
    Path target(String link) {
        Path directory = Objects.requireNonNullElse(file.getParent(), Path.of(""));
        String path = link.replaceFirst("#.*", "");
        Path target = path.isEmpty() ? file : directory.resolve(path).normalize();
        return Files.isDirectory(target) ? target.resolve("README.md") : target;
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
