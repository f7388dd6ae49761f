package io.rbdfunctions.kubernetes.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.rbdfunctions.kubernetes.ApiException;
import io.rbdfunctions.kubernetes.TestApi;
import io.rbdfunctions.volume.ObjectKey;
import io.rbdfunctions.volume.ceph.CephCredentials;
import io.rbdfunctions.volume.ceph.CephKey;
import io.rbdfunctions.volume.ceph.CephUser;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiSecretsTest {
    private static final String KEY = "AQBcanaryAAAABAAJsGcXq0bPUSrMGXnWU/uoA==";
    private static final ObjectKey ADMIN = ObjectKey.of("kube-system", "ceph-admin");
    private static final String PATH = "/api/v1/namespaces/kube-system/secrets/ceph-admin";

    private final TestApi api = new TestApi();

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void readsTheKeyOfASecretOfTheInTreeType() {
        put("kubernetes.io/rbd", Map.of("key", KEY + "\n"));

        assertThat(api.secrets().credentials(ADMIN)).isEqualTo(new CephCredentials(null, new CephKey(KEY)));
    }

    @Test
    void readsUserAndKeyInTheFormatOfCephCsi() {
        put("Opaque", Map.of("userID", "kube", "userKey", KEY));

        assertThat(api.secrets().credentials(ADMIN))
                .isEqualTo(new CephCredentials(new CephUser("kube"), new CephKey(KEY)));
    }

    @Test
    void rejectsASecretOfAnotherTypeAndFormat() {
        put("Opaque", Map.of("key", KEY));

        assertThat(failure()).hasMessage(message("cannot get secret of type kubernetes.io/rbd"));
        assertThat(failure().isMissing()).isFalse();
    }

    @Test
    void reportsTheNamesOfOldVersionsOfCephCsi() {
        put("Opaque", Map.of("adminID", "kube", "adminKey", KEY));

        assertThat(failure()).hasMessageEndingWith("rename them to userID and userKey");
    }

    @Test
    void rejectsASecretWithoutData() {
        api.put(new SecretBuilder()
                .withNewMetadata()
                .withNamespace("kube-system")
                .withName("ceph-admin")
                .endMetadata()
                .withType("kubernetes.io/rbd")
                .build());

        assertThat(failure()).hasMessage(message("empty secret map"));
    }

    @Test
    void rejectsDataThatIsNotBase64() {
        api.put(new SecretBuilder()
                .withNewMetadata()
                .withNamespace("kube-system")
                .withName("ceph-admin")
                .endMetadata()
                .withType("kubernetes.io/rbd")
                .addToData("key", "canary!")
                .build());

        assertThat(failure()).hasMessage(message("its data is not valid base64"));
    }

    @Test
    void reportsAMissingSecret() {
        assertThat(failure()).hasMessage(message("secrets \"ceph-admin\" not found"));
        assertThat(failure().isMissing()).isTrue();
    }

    @Test
    void reportsAForbiddenSecretAsAFailureOfTheSecret() {
        api.refuse(PATH, 403);

        assertThat(failure()).hasMessageContaining("grant get on this Secret").matches(failure -> !failure.isMissing());
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "401, the API server does not accept our credentials (401): check the service account",
        "429, the API server answered 429",
        "500, the API server answered 500",
        "503, the API server answered 503"
    })
    void reportsTheStatusOfTheApiServer(int code, String reason) {
        api.refuse(PATH, code);

        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> api.secrets().credentials(ADMIN))
                .withMessage("get Secret kube-system/ceph-admin: " + reason);
    }

    @Test
    void reportsAnUnreachableApiServer() {
        api.stop();

        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> api.secrets().credentials(ADMIN))
                .withMessage("get Secret kube-system/ceph-admin: the API server cannot be reached");
    }

    private SecretException failure() {
        return catchThrowableOfType(SecretException.class, () -> api.secrets().credentials(ADMIN));
    }

    private static String message(String cause) {
        return "failed to get admin secret from [\"kube-system\"/\"ceph-admin\"]: " + cause;
    }

    private void put(String type, Map<String, String> data) {
        var encoded = new HashMap<String, String>();
        data.forEach((name, value) ->
                encoded.put(name, Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8))));
        api.put(new SecretBuilder()
                .withNewMetadata()
                .withNamespace("kube-system")
                .withName("ceph-admin")
                .endMetadata()
                .withType(type)
                .withData(encoded)
                .build());
    }
}
