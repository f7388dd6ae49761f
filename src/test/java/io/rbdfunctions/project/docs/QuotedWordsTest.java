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

/** Checks that the messages quoted in {@code docs/troubleshooting.md} occur in the code. */
class QuotedWordsTest {
    private static final Page PAGE = Page.read(Path.of("docs/troubleshooting.md"));
    private static final Pattern QUOTED = Pattern.compile("\"([^\"]+)\"");
    private static final Pattern CONTINUED = Pattern.compile("\"\\s*\\+\\s*\"");
    private static final Pattern FAILURE_REASON = Pattern.compile("private static final String FAILED = \"(\\w+)\"");
    private static final String VARIES = "…";

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

    /** The quoted messages in the tables, split at the parts that vary. */
    static Stream<String> quoted() {
        return PAGE.prose().stream()
                .filter(line -> line.startsWith("|"))
                .flatMap(line -> QUOTED.matcher(line).results())
                .flatMap(quote -> Arrays.stream(quote.group(1).split(VARIES, -1)))
                .map(String::strip)
                .filter(text -> !text.isEmpty());
    }

    @ParameterizedTest
    @MethodSource
    void quoted(String text) {
        assertThat(isInTheCode(text)).as(text).isTrue();
    }

    @Test
    void inventedMessageIsNotFound() {
        assertThat(quoted()).hasSizeGreaterThan(35);
        assertThat(isInTheCode("make the pools, or name another in the class")).isFalse();
    }

    @Test
    void everyFailureReasonIsDocumented() {
        assertThat(FAILURE_REASON.matcher(code).results().map(reason -> reason.group(1)))
                .hasSize(8)
                .allSatisfy(reason -> assertThat(quoted()).contains(reason));
    }

    private static boolean isInTheCode(String text) {
        return Pattern.compile("\"[^\"\n]*(\\\\\"[^\"\n]*)*" + Pattern.quote(text.replace("\"", "\\\"")))
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
