package io.rbdfunctions.rbd.librbd.rados;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rbdfunctions.rbd.librbd.ffm.LibrbdException;
import io.rbdfunctions.volume.ceph.CephKey;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionCheckTest {
    /** A key for AES-128, and one for AES-256 as Ceph 20 creates it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "AQCOd0BjAAAAABAAJsGcXq0bPUSrMGXnWU/uoA==",
                "AgBdagxrQZ69CSAAsWc4l2aUu+enZweLpWfKt5IU6uIqoZb7hZNKi/soP70="
            })
    void acceptsAKeyOfCeph(String key) {
        assertThatCode(() -> SessionCheck.checkKey(new CephKey(key))).doesNotThrowAnyException();
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
