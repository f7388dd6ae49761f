package io.rbdfunctions.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fabric8.kubernetes.api.model.storage.StorageClassBuilder;
import io.rbdfunctions.kubernetes.secret.Secrets;
import io.rbdfunctions.volume.ObjectKey;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.ceph.CephCredentials;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ApiCacheTest {
    private static final ObjectName CLASS = new ObjectName("rbd");
    private static final ObjectKey SECRET = ObjectKey.of("ceph", "admin");

    private final TestApi api = new TestApi(Duration.ofHours(1));
    private final StorageClasses classes = api.storageClasses();
    private final Secrets secrets = api.secrets();

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void cachesStorageClasses() {
        api.put(new StorageClassBuilder()
                .withNewMetadata()
                .withName("rbd")
                .endMetadata()
                .build());
        classes.find(CLASS);
        api.stop();
        assertThat(classes.find(CLASS)).isPresent();
        api.cache().clear();
        assertThatExceptionOfType(ApiException.class).isThrownBy(() -> classes.find(CLASS));
    }

    @Test
    void cachesKeys() {
        api.putKey("ceph", "admin");
        CephCredentials read = secrets.credentials(SECRET);
        api.stop();
        assertThat(secrets.credentials(SECRET)).isEqualTo(read);
        api.cache().clear();
        assertThatExceptionOfType(ApiException.class).isThrownBy(() -> secrets.credentials(SECRET));
    }
}
