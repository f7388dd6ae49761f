package io.rbdfunctions.function.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rbdfunctions.function.problem.Problem;
import io.rbdfunctions.function.problem.ProblemException;
import io.rbdfunctions.function.problem.ProblemKind;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class StrictJsonTest {

    static Stream<Arguments> malformed() {
        return Stream.of(
                Arguments.of("", "empty"),
                Arguments.of(" ", "one JSON object"),
                Arguments.of("null", "one JSON object"),
                Arguments.of("1", "one JSON object"),
                Arguments.of("[{}]", "one JSON object"),
                Arguments.of("[1,2", "well-formed"),
                Arguments.of(
                        "{\"a\":1}{}", "a second value follows the JSON object: send one object per request (line 1"),
                Arguments.of("{\"a\":1}x", "well-formed"),
                Arguments.of("{\"a\":NaN}", "well-formed"),
                Arguments.of("{'a':1}", "well-formed"),
                Arguments.of("{a:1}", "well-formed"),
                Arguments.of("{\"a\":01}", "well-formed"),
                Arguments.of("{\"a\":1,}", "a comma stands before a closing bracket: remove it (line 1"),
                Arguments.of(
                        "{\"a\":[1,2 ,\n ],\"b\":1}", "a comma stands before a closing bracket: remove it (line 2"),
                Arguments.of("{\"a\":\",}\" x}", "well-formed"),
                Arguments.of("/**/{}", "well-formed"),
                Arguments.of("\ufeff{}", "the body begins with a byte order mark: send it without one"),
                Arguments.of("{\"a\":\"\n\"}", "well-formed"),
                Arguments.of("{\"a\":1,\n\"a\":2}", "duplicated (line 2"),
                Arguments.of("{\"a\":{\"b\":1,\"b\":1}}", "duplicated"),
                Arguments.of("{\"a\":1,\"\\u0061\":2}", "duplicated"),
                Arguments.of("{\"a\":" + "[".repeat(64) + "]".repeat(64) + "}", "too deeply"),
                Arguments.of("{\"a\":[" + "1,".repeat(10_000) + "1]}", "too many values"),
                Arguments.of("{\"a\":" + "1".repeat(2000) + "}", "too long"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("malformed")
    void rejectsMalformedJsonWithoutQuotingIt(String text, String why) {
        assertThat(refusal(text.getBytes(StandardCharsets.UTF_8))).contains(why).doesNotContain("NaN", "'a'");
    }

    @Test
    void readsOnlyUtf8() {
        String right = "{\"a\":\"\u00e4\"}";

        assertThat(StrictJson.object(right.getBytes(StandardCharsets.UTF_8))
                        .path("a")
                        .asText())
                .isEqualTo("\u00e4");
        assertThat(refusal(right.getBytes(StandardCharsets.ISO_8859_1))).contains("UTF-8");
        assertThat(refusal(right.getBytes(StandardCharsets.UTF_16))).contains("UTF-8");
        assertThat(refusal("{}".getBytes(StandardCharsets.UTF_16BE))).contains("well-formed");
    }

    private static String refusal(byte[] body) {
        Problem problem = catchThrowableOfType(ProblemException.class, () -> StrictJson.object(body))
                .problem();
        assertThat(problem.kind()).isEqualTo(ProblemKind.MALFORMED);
        return problem.detail();
    }
}
