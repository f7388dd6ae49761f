package io.rbdfunctions.kubernetes.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.rbdfunctions.volume.ObjectKey;
import io.rbdfunctions.volume.ceph.CephCredentials;
import io.rbdfunctions.volume.ceph.CephKey;
import io.rbdfunctions.volume.ceph.CephUser;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SecretDataTest {
    private static final ObjectKey SECRET = ObjectKey.of("kube-system", "ceph-admin");

    static Stream<Arguments> findsTheKey() {
        return Stream.of(
                Arguments.of(Map.of("key", "K"), null),
                Arguments.of(Map.of("key", " K\n"), null),
                Arguments.of(Map.of("key", "K", "other", "x", "userKey", "x", "userID", "kube"), null),
                Arguments.of(Map.of("userID", "kube", "userKey", "K"), new CephUser("kube")),
                Arguments.of(
                        Map.of("userID", "kube\n", "userKey", "K\n", "encryptionPassphrase", "x"),
                        new CephUser("kube")),
                Arguments.of(Map.of("userKey", "K"), null),
                Arguments.of(Map.of("ceph.client.admin", "K"), null));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void findsTheKey(Map<String, String> data, @Nullable CephUser user) {
        assertThat(SecretData.credentials(SECRET, data)).isEqualTo(new CephCredentials(user, new CephKey("K")));
    }

    static Stream<Arguments> rejectsDataWithoutAKey() {
        return Stream.of(
                Arguments.of(Map.of(), "empty secret map"),
                Arguments.of(
                        Map.of("a", "x", "b", "y"),
                        "it has several entries and none is named key: rename the entry with the Ceph key to key"),
                Arguments.of(Map.of("key", "\n"), "the Ceph key is empty"),
                Arguments.of(Map.of("key", "", "userKey", "x"), "the Ceph key is empty"),
                Arguments.of(
                        Map.of("key", "canary canary"),
                        "the Ceph key is not one word of printable ASCII of up to 1024 bytes"),
                Arguments.of(
                        Map.of("userKey", "x", "userID", "client.kube"),
                        "invalid Ceph user id \"client.kube\": use letters, digits, '_', '.' and '-', and leave out the"
                                + " prefix 'client.'"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource
    void rejectsDataWithoutAKey(Map<String, String> data, String cause) {
        assertThatExceptionOfType(SecretException.class)
                .isThrownBy(() -> SecretData.credentials(SECRET, data))
                .withMessage("failed to get admin secret from [\"kube-system\"/\"ceph-admin\"]: " + cause)
                .matches(failure -> !failure.isMissing());
    }
}
