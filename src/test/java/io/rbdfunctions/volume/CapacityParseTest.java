package io.rbdfunctions.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.rbdfunctions.volume.validation.InvalidValueException;
import io.rbdfunctions.volume.validation.Text;
import java.time.Duration;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CapacityParseTest {
    private static final int ROUNDS = 10_000;

    @ParameterizedTest(name = "{0} is {1} bytes")
    @CsvSource({
        "1, 1",
        "1073741824, 1073741824",
        "1Ki, 1024",
        "1Mi, 1048576",
        "1Gi, 1073741824",
        "1.5Gi, 1610612736",
        "1536Mi, 1610612736",
        "1Ti, 1099511627776",
        "1Pi, 1125899906842624",
        "7Ei, 8070450532247928832",
        "1k, 1000",
        "1M, 1000000",
        "1G, 1000000000",
        "1E, 1000000000000000000",
        "1e3, 1000",
        "1E3, 1000",
        "1e+3, 1000",
        "12e-1, 2",
        "100m, 1",
        "1001m, 2",
        "1n, 1",
        "1u, 1",
        "0.0001, 1",
        "+1Gi, 1073741824",
        ".5Gi, 536870912",
        "5.Gi, 5368709120",
        "0001Gi, 1073741824",
        "0.1Gi, 107374183",
        "7.9999999Ei, 9223371921562625348",
        "9223372036853727231, 9223372036853727231",
        "8796093022207Mi, 9223372036853727232",
        "9223372036853727232, 9223372036853727232"
    })
    void parsesKubernetesQuantitiesAndRoundsUpToBytes(String text, long bytes) {
        assertThat(Capacity.parse(text).bytes()).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-0", "0Gi", "0.0", "0e10", "-1Gi", "-1", "-100m", "-1e99"})
    void rejectsZeroAndLess(String text) {
        assertRejected(text, "invalid size " + text + ": it must be greater than zero");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10Ei",
                "8Ei",
                "9223372036854775808",
                "1e19",
                "1e99",
                "1E99",
                "10E",
                "999999999999999999999999999999"
            })
    void rejectsMoreThanAnInt64(String text) {
        assertRejected(text, "invalid size " + text + ": it is too great, overflows int64");
    }

    @ParameterizedTest
    @ValueSource(strings = {"9223372036853727233", "9223372036854775807"})
    void rejectsWhatOverflowsWhenRoundedUp(String text) {
        assertRejected(text, "invalid size " + text + ": it must be at most 9223372036853727232 bytes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "Gi",
                "1 Gi",
                " 1Gi",
                "1Gi ",
                "1Gi\n",
                "\n1Gi",
                "1gi",
                "1GI",
                "1GiB",
                "1K",
                "1ki",
                "1e",
                "1e1.5",
                "1e999999999",
                "1e-999999999",
                "1Ei3",
                "1Gi1",
                "1,5Gi",
                "1_000",
                "0x10",
                "Infinity",
                "NaN",
                "--1",
                "+-1",
                "+",
                "-",
                ".",
                "..5",
                "1..5",
                "1.5.5",
                "１Gi",
                "٣Gi",
                "1\u0000",
                "1Gi\u200b",
                "ünï",
                "1e٣",
                "$(1)",
                "1000000000000000000000000000000000000000000000000000000000000"
            })
    void rejectsOtherText(String text) {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> Capacity.parse(text))
                .withMessageStartingWith("invalid size " + Text.quoted(text) + ": ")
                .withMessageContaining("give ");
    }

    static Stream<String> rejectsLongTextQuickly() {
        return Stream.of("9".repeat(1_000_000), "0." + "0".repeat(1_000_000) + "1", "1e" + "9".repeat(1_000_000));
    }

    @ParameterizedTest(name = "#{index}")
    @MethodSource
    void rejectsLongTextQuickly(String text) {
        assertTimeoutPreemptively(
                Duration.ofMillis(200),
                () -> assertThatExceptionOfType(InvalidValueException.class).isThrownBy(() -> Capacity.parse(text)));
    }

    @Test
    void parsesOrRejectsRandomText() {
        var random = new Random(20_261_123);
        var characters = "0123456789.+-eEinumkKMGTPEi \u0663\n";
        int read = 0;
        for (int round = 0; round < ROUNDS; round++) {
            var text = new StringBuilder();
            random.ints(1 + random.nextInt(6), 0, characters.length())
                    .forEach(at -> text.append(characters.charAt(at)));
            read += isRead(text.toString()) ? 1 : 0;
        }
        assertThat(read).isBetween(ROUNDS / 50, ROUNDS * 49 / 50);
    }

    private static boolean isRead(String text) {
        try {
            return Capacity.parse(text).bytes() > 0;
        } catch (InvalidValueException _) {
            return false;
        }
    }

    private static void assertRejected(String text, String message) {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> Capacity.parse(text))
                .withMessage(message);
    }
}
