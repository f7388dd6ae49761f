package io.rbdfunctions.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.fabric8.kubernetes.api.model.storage.StorageClassBuilder;
import io.fabric8.kubernetes.api.model.storage.StorageClassListBuilder;
import io.rbdfunctions.kubernetes.secret.Secrets;
import io.rbdfunctions.volume.ObjectKey;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.ceph.CephCredentials;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ApiCacheTest {
    private static final ObjectName NAME = new ObjectName("rbd");

    private static final String LIST = "/apis/storage.k8s.io/v1/storageclasses";

    private static final ObjectKey SECRET = ObjectKey.of("ceph", "admin");

    private final TestApi api = new TestApi();
    private final TestApi caching = new TestApi(Duration.ofHours(1));

    @AfterEach
    void close() {
        api.close();
        caching.close();
    }

    @Test
    void findsAClass() {
        api.put(new StorageClassBuilder()
                .withNewMetadata()
                .withName("rbd")
                .endMetadata()
                .withProvisioner("rbdfunctions.io/rbd")
                .addToParameters("pool", "kube")
                .build());

        assertThat(api.cache().storageClass(NAME)).hasValueSatisfying(found -> {
            assertThat(found.getProvisioner()).isEqualTo("rbdfunctions.io/rbd");
            assertThat(found.getParameters()).containsEntry("pool", "kube");
        });
    }

    /** A call of its own would need a second connection, and on a cold start that takes as long as the list. */
    @Test
    void waitsForAListInProgress() throws Exception {
        try (TestApi slow = new TestApi(Duration.ofMinutes(1));
                ExecutorService other = Executors.newVirtualThreadPerTaskExecutor()) {
            StorageClass storageClass = new StorageClassBuilder()
                    .withNewMetadata()
                    .withName("rbd")
                    .endMetadata()
                    .withProvisioner("rbdfunctions.io/rbd")
                    .build();
            slow.answerAfter(
                    LIST,
                    Duration.ofMillis(300),
                    new StorageClassListBuilder().withItems(storageClass).build());
            ApiCache cache = slow.cache();

            Future<List<StorageClass>> list = other.submit(() -> cache.storageClasses("rbdfunctions.io/rbd"));
            Awaitility.await().until(() -> slow.requests().contains(LIST));

            assertThat(cache.storageClass(NAME)).isPresent();
            assertThat(list.get()).hasSize(1);
            assertThat(slow.requests()).isEmpty();
        }
    }

    @Test
    void findsAClassThatTheApiServerServesAsBetaOnly() {
        api.put(new io.fabric8.kubernetes.api.model.storage.v1beta1.VolumeAttributesClassBuilder()
                .withNewMetadata()
                .withName("gold")
                .endMetadata()
                .withDriverName("rbdfunctions.io/rbd")
                .addToParameters("maxReadIops", "500")
                .build());
        api.refuse("/apis/storage.k8s.io/v1/volumeattributesclasses/gold", 404);

        assertThat(api.cache().attributesClass(new ObjectName("gold"))).hasValueSatisfying(found -> {
            assertThat(found.getMetadata().getName()).isEqualTo("gold");
            assertThat(found.getDriverName()).isEqualTo("rbdfunctions.io/rbd");
            assertThat(found.getParameters()).containsEntry("maxReadIops", "500");
        });
        assertThat(api.cache().attributesClass(new ObjectName("silver"))).isEmpty();
    }

    @Test
    void isEmptyForAnUnknownName() {
        assertThat(api.cache().storageClass(NAME)).isEmpty();
    }

    @Test
    void reportsMissingPermission() {
        api.refuse("/apis/storage.k8s.io/v1/storageclasses/rbd", 403);

        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> api.cache().storageClass(NAME))
                .withMessage("get StorageClass rbd: the API server forbids it (403): check the RBAC rules of the"
                        + " service account");
    }

    @Test
    void reportsUnreachableApiServer() {
        api.stop();

        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> api.cache().storageClass(NAME))
                .withMessage("get StorageClass rbd: the API server cannot be reached");
    }

    @Test
    void cachesStorageClasses() {
        caching.put(new StorageClassBuilder()
                .withNewMetadata()
                .withName("rbd")
                .endMetadata()
                .build());
        caching.cache().storageClass(NAME);
        caching.stop();
        assertThat(caching.cache().storageClass(NAME)).isPresent();
        caching.cache().clear();
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> caching.cache().storageClass(NAME));
    }

    @Test
    void cachesKeys() {
        Secrets secrets = caching.secrets();
        caching.putKey("ceph", "admin");
        CephCredentials read = secrets.credentials(SECRET);
        caching.stop();
        assertThat(secrets.credentials(SECRET)).isEqualTo(read);
        caching.cache().clear();
        assertThatExceptionOfType(ApiException.class).isThrownBy(() -> secrets.credentials(SECRET));
    }
}
