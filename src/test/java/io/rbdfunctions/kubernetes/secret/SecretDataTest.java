package io.rbdfunctions.kubernetes.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.rbdfunctions.volume.ObjectKey;
import io.rbdfunctions.volume.ceph.CephCredentials;
import io.rbdfunctions.volume.ceph.CephKey;
import io.rbdfunctions.volume.ceph.CephUser;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SecretDataTest {
    private static final String KEY = "AQBcanaryAAAABAAJsGcXq0bPUSrMGXnWU/uoA==";
    private static final ObjectKey SECRET = ObjectKey.of("kube-system", "ceph-admin");

    static Stream<Arguments> findsTheKey() {
        return Stream.of(
                Arguments.of(Map.of("key", KEY), null),
                Arguments.of(Map.of("key", " " + KEY + "\n"), null),
                Arguments.of(Map.of("key", KEY, "other", "x", "userKey", "x", "userID", "kube"), null),
                Arguments.of(Map.of("userID", "kube", "userKey", KEY), new CephUser("kube")),
                Arguments.of(
                        Map.of("userID", "kube\n", "userKey", KEY + "\n", "encryptionPassphrase", "x"),
                        new CephUser("kube")),
                Arguments.of(Map.of("userKey", KEY), null),
                Arguments.of(Map.of("ceph.client.admin", KEY), null));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void findsTheKey(Map<String, String> data, @Nullable CephUser user) {
        assertThat(SecretData.credentials(SECRET, data)).isEqualTo(new CephCredentials(user, new CephKey(KEY)));
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
                        Map.of("adminID", "kube", "adminKey", KEY),
                        "it has the entries adminID and adminKey of old versions of ceph-csi: rename them to userID and"
                                + " userKey"),
                Arguments.of(
                        Map.of("userKey", KEY, "userID", "client.kube"),
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

    static Stream<Arguments> judgesTheFormOfAKeyWithoutShowingIt() {
        String cut = "a key whose end is missing: store all that ceph auth get-key prints, with each =";
        String twice = "a key in base64: encode it once in data, or not at all in stringData";
        String keyring = "a keyring: store only what ceph auth get-key prints";
        String other = "no Ceph key: store what ceph auth get-key prints";
        return Stream.of(
                Arguments.of(KEY.replace("=", ""), cut),
                Arguments.of(KEY.replace("==", "="), cut),
                Arguments.of(KEY.substring(0, 20), cut),
                Arguments.of(base64(KEY), twice),
                Arguments.of(base64(KEY + "\n"), twice),
                Arguments.of(base64("[client.kube]\n\tkey = " + KEY), twice),
                Arguments.of("[client.kube]\n\tkey = " + KEY + "\n\tcaps mon = \"profile rbd\"\n", keyring),
                Arguments.of("key = " + KEY, keyring),
                Arguments.of("key=" + KEY, keyring),
                Arguments.of("canary canary", other),
                Arguments.of("canary-that-is-no-key", other),
                Arguments.of("{\"key\":\"" + KEY + "\"}", other),
                Arguments.of("canary".repeat(200), other));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource
    void judgesTheFormOfAKeyWithoutShowingIt(String text, String found) {
        Stream.of("key", "userKey", "admin")
                .forEach(entry -> assertThatExceptionOfType(SecretException.class)
                        .isThrownBy(() -> SecretData.credentials(SECRET, Map.of(entry, text)))
                        .withMessage(
                                "failed to get admin secret from [\"kube-system\"/\"ceph-admin\"]: its entry %s holds %s"
                                        .formatted(entry, found))
                        .withMessageNotContaining("canary")
                        .withNoCause());
    }

    @Test
    void acceptsAKeyOfTheNewType() {
        CephKey key = new CephKey("AgAA8VNlAAAAACAApCObGxtr1KzgBTZpwwe4TtoqcrUDgMUyvSZ45iyI4n4=");

        assertThat(SecretData.credentials(SECRET, Map.of("key", key.value())).key())
                .isEqualTo(key);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
