package io.rbdfunctions.volume.ceph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.rbdfunctions.volume.validation.InvalidValueException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CephKeyTest {
    private static final String SECRET = "AQBcanaryAAAABAAJsGcXq0bPUSrMGXnWU/uoA==";

    @ParameterizedTest(name = "#{index}")
    @ValueSource(strings = {SECRET, SECRET + "\n", SECRET + "\r\n", " \t" + SECRET + " \n\n", "\u2003" + SECRET})
    void stripsSurroundingWhitespace(String text) {
        assertThat(new CephKey(text).value()).isEqualTo(SECRET);
    }

    @ParameterizedTest(name = "#{index}")
    @ValueSource(strings = {"", " ", "\n", "\t\r\n"})
    void rejectsAnEmptyKey(String text) {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> new CephKey(text))
                .withMessage("the Ceph key is empty");
    }

    static Stream<String> rejectsInvalidKeysWithoutShowingThem() {
        return Stream.of(
                "canary b",
                "canary\nb",
                "canary\u0000",
                "canaryü",
                "canary\u007f",
                "canary\u00a0b",
                "canary".repeat(171));
    }

    @ParameterizedTest(name = "#{index}")
    @MethodSource
    void rejectsInvalidKeysWithoutShowingThem(String text) {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> new CephKey(text))
                .withMessageNotContaining("canary")
                .withMessageContaining("not one word");
    }

    @Test
    void acceptsAsManyBytesAsRbdReads() {
        assertThat(new CephKey("a".repeat(1024)).value()).hasSize(1024);
    }

    @Test
    void redactsEveryOccurrence() {
        var key = new CephKey(SECRET);

        assertThat(key.redact("failed to decode key '" + SECRET + "' " + SECRET + SECRET))
                .isEqualTo("failed to decode key '<key>' <key><key>");
        assertThat(key.redact("nothing of it")).isEqualTo("nothing of it");
    }

    @Test
    void hidesItselfInToString() {
        assertThat(new CephKey(SECRET)).hasToString("<key>");
    }
}
