package io.rbdfunctions.volume.validation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TextTest {
    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        данные   | "данные"
        データ    | "データ"
        käse     | "käse"
        a"b      | "a\\"b"
        a\\b      | "a\\\\b"
        """)
    void showsNamesInAllScripts(String text, String quoted) {
        assertThat(Text.quoted(text)).isEqualTo(quoted);
    }

    /** Line breaks, marks for the direction of writing, blanks that look like others, and code points without a meaning. */
    @Test
    void escapesWhatIsInvisibleOrChangesTheTextAround() {
        int[] points = {0, 0x1b, '\n', 0x7f, 0x85, 0xa0, 0x200b, 0x202e, 0x2028, 0x2029, 0x2066, 0xfeff, 0xd800, 0xe000
        };

        for (int point : points) {
            assertThat(Text.quoted(Character.toString(point))).isEqualTo("\"\\u{%x}\"".formatted(point));
        }
    }

    @Test
    void cutsLongTexts() {
        assertThat(Text.quoted("ж".repeat(81))).isEqualTo("\"" + "ж".repeat(80) + "\"...");
    }
}
