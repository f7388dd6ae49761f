package io.rbdfunctions.volume.ceph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.rbdfunctions.volume.validation.InvalidValueException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyringPathTest {
    @ParameterizedTest
    @ValueSource(strings = {"/etc/ceph/keyring", "/a", "/a.b/c-d_e", "/ünï", "/a$(b)", "/../a"})
    void acceptsAPathToAFile(String text) {
        assertThat(new KeyringPath(text)).hasToString(text);
    }

    static Stream<String> rejectsOtherText() {
        return Stream.of(
                "",
                "a",
                "a/b",
                "/",
                "//a",
                "/a/",
                "/a b",
                "/a;b",
                "/a!b",
                "/a`b",
                "/a\nb",
                "/a\n",
                "/a\u0000b",
                "/" + "a".repeat(4096),
                "/a".repeat(100_000));
    }

    @ParameterizedTest(name = "#{index}")
    @MethodSource
    void rejectsOtherText(String text) {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> new KeyringPath(text))
                .withMessage("keyring field must contain a path to a file");
    }
}
