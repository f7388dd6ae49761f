package io.rbdfunctions.volume.parameters;

import static org.assertj.core.api.Assertions.assertThat;

import io.rbdfunctions.volume.validation.Violations;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Random parameters are read or rejected without an exception, with the same result in any order. */
class RandomParametersTest {
    private static final int ROUNDS = 10_000;

    @FunctionalInterface
    private interface Reader {
        @Nullable Object read(Map<String, String> parameters, Violations violations);
    }

    private final RandomParameters random = new RandomParameters();

    @Test
    void readsOrRejectsEveryClass() {
        assertThat(countRead(ParameterReader::readClass)).isBetween(ROUNDS / 50, ROUNDS * 49 / 50);
    }

    @Test
    void readsOrRejectsEveryCluster() {
        assertThat(countRead(ParameterReader::readCluster)).isBetween(ROUNDS / 50, ROUNDS * 49 / 50);
    }

    private int countRead(Reader reader) {
        int read = 0;
        for (int round = 0; round < ROUNDS; round++) {
            var parameters = random.next();
            var verdict = verdict(parameters, reader);

            assertThat(verdict(random.shuffled(parameters), reader)).isEqualTo(verdict);
            read += verdict.startsWith("[] C") ? 1 : 0;
        }
        return read;
    }

    /** Returns the violations and the result. */
    private static String verdict(Map<String, String> parameters, Reader reader) {
        var violations = new Violations();
        var read = reader.read(parameters, violations);
        assertThat(violations.all())
                .allSatisfy(violation -> assertThat(violation.message()).matches("(?:[^\\p{C}\\p{Z}]| ){1,1300}"));
        if (read == null) {
            assertThat(violations.all()).isNotEmpty();
        }
        return violations.all() + " " + read;
    }
}
