package io.rbdfunctions.project.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever looks for the words of an event or an answer finds them in {@code docs/troubleshooting.md}: they are the code's. */
class QuotedWordsTest {
    private static final Page PAGE = Page.read(Path.of("docs/troubleshooting.md"));
    private static final Pattern QUOTED = Pattern.compile("\"([^\"]+)\"");
    private static final Pattern CONTINUED = Pattern.compile("\"\\s*\\+\\s*\"");
    private static final Pattern REASON_OF_TROUBLE = Pattern.compile("String FAILED = \"(\\w+)\"");
    private static final String DIFFERS = "…";

    private static String code = "";

    @BeforeAll
    static void readTheCode() {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            code = CONTINUED
                    .matcher(files.filter(file -> file.toString().endsWith(".java"))
                            .map(QuotedWordsTest::read)
                            .collect(Collectors.joining("\n")))
                    .replaceAll("");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** In the rows of its tables, and without what differs from case to case. */
    static Stream<String> quoted() {
        return PAGE.prose().stream()
                .filter(line -> line.startsWith("|"))
                .flatMap(line -> QUOTED.matcher(line).results())
                .flatMap(words -> Arrays.stream(words.group(1).split(DIFFERS, -1)))
                .map(String::strip)
                .filter(words -> !words.isEmpty());
    }

    @ParameterizedTest
    @MethodSource
    void quoted(String words) {
        assertThat(isInTheCode(words)).as(words).isTrue();
    }

    @Test
    void otherWordsAreNotInTheCode() {
        assertThat(quoted()).hasSizeGreaterThan(35);
        assertThat(isInTheCode("make the pools, or name another in the class")).isFalse();
    }

    @Test
    void everyKindOfTroubleHasItsPlace() {
        assertThat(REASON_OF_TROUBLE.matcher(code).results().map(reason -> reason.group(1)))
                .hasSize(3)
                .allSatisfy(reason -> assertThat(quoted()).contains(reason));
    }

    private static boolean isInTheCode(String words) {
        return Pattern.compile("\"[^\"\n]*(\\\\\"[^\"\n]*)*" + Pattern.quote(words.replace("\"", "\\\"")))
                .matcher(code)
                .find();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
