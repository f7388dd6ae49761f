package io.rbdfunctions.rbd.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PoolStateTest {
    /** No stored and available bytes: no manager has counted the pool. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        hashpspool | 0  | 5  | 7  | 7
        hashpspool | 10 | 5  | 7  | 5
        hashpspool | 10 | 1  | 7  | 7
        hashpspool | 10 | 10 | 7  | 0
        hashpspool | 10 | 12 | 7  | 0
        hashpspool | 0  | 5  | 0  | 0
        full       | 0  | 5  | 7  | 0
        full_quota | 10 | 5  | 7  | 0
        hashpspool | 10 |    |    | 10
        hashpspool | 0  |    |    | 9223372036854775807
        full       | 0  |    |    | 0
        """)
    void tellsWhatCanStillBeStored(
            String flag, long quota, @Nullable Long stored, @Nullable Long available, long expected) {
        var pool = new PoolState("kube", false, Set.of("rbd"), Set.of(flag), quota);
        PoolUsage usage = stored == null || available == null ? null : new PoolUsage(stored, available);

        assertThat(pool.free(usage)).isEqualTo(expected);
    }
}
