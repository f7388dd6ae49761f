package io.rbdfunctions.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.rbdfunctions.volume.validation.InvalidValueException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BearerTokenTest {
    private static final String TEXT = "eyJhbGciOi.eyJzdWIiOi._-~+/==";

    @Test
    void hidesItselfInToString() {
        assertThat(new BearerToken(TEXT)).hasToString("<token>");
        assertThat(new BearerToken(TEXT).digest()).hasSize(64).doesNotContain(TEXT);
    }

    @Test
    void equalTokensHaveEqualDigests() {
        assertThat(new BearerToken(TEXT).digest())
                .isEqualTo(new BearerToken(TEXT).digest())
                .isNotEqualTo(new BearerToken("another").digest());
    }

    @Test
    void acceptsUpTo8192Characters() {
        assertThat(new BearerToken("a".repeat(8192)).text()).hasSize(8192);
        assertRejected("a".repeat(8193));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "=", "a b", "a,b", "a=b", "a\nb", "a\0", "\"a\"", "é", "a;b"})
    void rejectsOtherCharacters(String text) {
        assertRejected(text);
    }

    private static void assertRejected(String text) {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> new BearerToken(text))
                .withMessage("a bearer token is 1 to 8192 letters, digits and -._~+/");
    }
}
