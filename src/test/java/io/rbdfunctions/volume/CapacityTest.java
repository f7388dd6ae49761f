package io.rbdfunctions.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.rbdfunctions.volume.validation.InvalidValueException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CapacityTest {
    private static final long MAXIMUM = Long.MAX_VALUE - (1L << 20) + 1;

    @ParameterizedTest(name = "{0} bytes are {1} MiB")
    @CsvSource({
        "1, 1",
        "1048575, 1",
        "1048576, 1",
        "1048577, 2",
        "1610612735, 1536",
        "1610612736, 1536",
        "1000000000, 954",
        "9223372036853727232, 8796093022207",
        "9223372036853727231, 8796093022207"
    })
    void roundsUpToWholeMebibytes(long bytes, long mebibytes) {
        var capacity = new Capacity(bytes);

        assertThat(capacity.bytes()).isEqualTo(bytes);
        assertThat(capacity.mebibytes()).isEqualTo(mebibytes);
        assertThat(capacity.roundedUp().bytes()).isEqualTo(mebibytes << 20);
        assertThat(capacity.quantity()).isEqualTo(mebibytes + "Mi");
        assertThat(capacity).hasToString(mebibytes + "Mi");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE, MAXIMUM + 1, Long.MAX_VALUE})
    void rejectsBytesOutOfRange(long bytes) {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> new Capacity(bytes))
                .withMessageStartingWith("invalid size " + bytes + ": it must be ");
    }

    /** Multiplied by 2^20, the last six would overflow to valid sizes or, as in rbd, to 0. */
    @ParameterizedTest
    @ValueSource(
            longs = {
                0,
                -1,
                8_796_093_022_208L,
                17_592_186_044_415L,
                17_592_186_044_416L,
                17_592_186_044_417L,
                -17_592_186_044_415L,
                Long.MAX_VALUE,
                Long.MIN_VALUE
            })
    void rejectsMebibytesOutOfRange(long mebibytes) {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> Capacity.ofMebibytes(mebibytes))
                .withMessageStartingWith("invalid size " + mebibytes + "Mi: it must be ");
    }

    @ParameterizedTest(name = "{0} bytes hold {1} MiB")
    @CsvSource({"1048576, 1", "2097151, 1", "2097152, 2", "9223372036854775807, 8796093022207"})
    void roundsDownToWholeMebibytes(long bytes, long mebibytes) {
        assertThat(Capacity.within(bytes).mebibytes()).isEqualTo(mebibytes);
    }

    @ParameterizedTest(name = "{0} bytes are {1}")
    @CsvSource({
        "0, 0Mi",
        "1048576, 1Mi",
        "1048577, 1048577",
        "3221225472, 3072Mi",
        "9223372036854775807, 9223372036854775807"
    })
    void formatsBytesAsAnExactQuantity(long bytes, String quantity) {
        assertThat(Capacity.quantityOf(bytes)).isEqualTo(quantity);
    }

    @Test
    void ordersBySize() {
        assertThat(new Capacity(1)).isLessThan(new Capacity(2)).isEqualByComparingTo(new Capacity(1));
    }

    @ParameterizedTest
    @CsvSource({"1, 1Mi", "1000Mi, 1000Mi", "1Gi, 1024Mi", "1025Mi, 2048Mi", "1536Mi, 2048Mi", "7000000Mi, 7000064Mi"})
    void roundsUpAsCephCsiDoes(String size, String expected) {
        assertThat(Capacity.parse(size).roundedUpToGibibytes()).hasToString(expected);
    }
}
