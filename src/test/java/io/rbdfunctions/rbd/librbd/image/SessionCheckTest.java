package io.rbdfunctions.rbd.librbd.image;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rbdfunctions.rbd.librbd.ffm.LibrbdException;
import io.rbdfunctions.volume.ceph.CephKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionCheckTest {
    @Test
    void acceptsAKeyOfCeph() {
        assertThatCode(() -> SessionCheck.checkKey(new CephKey("AQCOd0BjAAAAABAAJsGcXq0bPUSrMGXnWU/uoA==")))
                .doesNotThrowAnyException();
    }

    /** Not base64; too short for a header, for a secret, and for the length in its header. */
    @ParameterizedTest
    @ValueSource(strings = {"not-a-key!", "AQ==", "AQCOd0BjAAAAABAA", "AQCOd0BjAAAAACAAJsGcXq0bPUSrMGXnWU/uoA=="})
    void rejectsOtherTextWithoutShowingIt(String text) {
        assertThatThrownBy(() -> SessionCheck.checkKey(new CephKey(text)))
                .isInstanceOf(LibrbdException.class)
                .hasMessage("couldn't connect to the cluster! failed to decode key: (22) Invalid argument");
    }
}
