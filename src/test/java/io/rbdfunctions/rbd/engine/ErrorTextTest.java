package io.rbdfunctions.rbd.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rbdfunctions.volume.ceph.CephKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ErrorTextTest {
    private static final CephKey KEY = new CephKey("AQBcanaryAAAABAAJsGcXq0bPUSrMGXnWU/uoA==");

    @Test
    void joinsLines() {
        assertThat(ErrorText.of(
                        "\rRemoving image: 0% complete...failed.\nrbd: delete error: (2) No such file\n\n", KEY))
                .isEqualTo("Removing image: 0% complete...failed.; rbd: delete error: (2) No such file");
    }

    @Test
    void removesLogPrefixes() {
        assertThat(ErrorText.of(
                        "rbd: create error: 2026-11-23T07:04:40.756+0000 7f1c6fc95380 -1 librbd: rbd image img already"
                                + " exists\n(17) File exists\n",
                        KEY))
                .isEqualTo("rbd: create error:; librbd: rbd image img already exists; (17) File exists");
    }

    @Test
    void removesDuplicateLines() {
        var line = "2026-11-23T07:04:54.592+0000 7f0434620380 -1 auth: failed\n";
        var later = "2026-11-23T07:04:54.593+0000 7f0434620380  0 auth: failed\n";

        assertThat(ErrorText.of(line + later + "rbd: no\n", KEY)).isEqualTo("auth: failed; rbd: no");
    }

    @Test
    void redactsTheKey() {
        assertThat(ErrorText.of("auth: failed to decode key '" + KEY.value() + "'\n" + KEY.value(), KEY))
                .isEqualTo("auth: failed to decode key '<key>'; <key>");
    }

    /** Cutting first could leave a part of the key at the end. */
    @Test
    void redactsBeforeCutting() {
        for (int before = 960; before <= 1000; before++) {
            assertThat(ErrorText.of("x".repeat(before) + KEY.value(), KEY)).doesNotContain("AQBc", "canary");
        }
    }

    /** Replacing first could change text next to the key. */
    @Test
    void redactsBeforeReplacingCharacters() {
        assertThat(ErrorText.of("a\u0007" + KEY.value() + "\u001b[0mü", KEY)).isEqualTo("a?<key>?[0m?");
    }

    @Test
    void limitsTheLength() {
        assertThat(ErrorText.of("word ".repeat(10_000), KEY)).hasSize(1003).endsWith("...");
        assertThat(ErrorText.of("", KEY)).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.rbdfunctions.rbd.engine.RecordedFailure#all")
    void keepsTheLastLineOfRecordedOutput(RecordedFailure recorded) {
        assertThat(ErrorText.of(recorded.output(), KEY))
                .matches("[ -~]{1,1003}")
                .doesNotContain("2026-11-23T07")
                .contains(
                        recorded.output().lines().reduce("", (_, last) -> last).replaceFirst("^2026.* (-1|0) ", ""));
    }
}
