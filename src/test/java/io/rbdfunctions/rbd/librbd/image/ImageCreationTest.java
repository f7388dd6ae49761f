package io.rbdfunctions.rbd.librbd.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageCreationTest {
    /** Happened once in about twenty thousand images of one connection. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "an id that is free          |  0                 |  0 | 0",
                "an id that is taken         | -9,0               |  0 | 0",
                "two that are taken          | -9,-9,0            |  0 | 0",
                "another error is no id      | -17,0              | -17 | 1",
                "after ids come other errors | -9,-28,0           | -28 | 1",
                "not for ever                | -9,-9,-9,-9,-9,-9,0 | -9 | 1"
            })
    void retriesOnATakenId(String what, String answers, int result, int left) {
        Queue<Integer> calls = new ArrayDeque<>(
                List.of(answers.split(",")).stream().map(Integer::valueOf).toList());
        assertThat(ImageCreation.retryTakenIds(calls::remove)).isEqualTo(result);
        assertThat(calls).hasSize(left);
    }
}
