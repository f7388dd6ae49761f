package io.rbdfunctions.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.fabric8.kubernetes.api.model.storage.StorageClassBuilder;
import io.fabric8.kubernetes.api.model.storage.StorageClassListBuilder;
import io.rbdfunctions.volume.ObjectName;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StorageClassesTest {
    private static final ObjectName NAME = new ObjectName("rbd");

    private static final String LIST = "/apis/storage.k8s.io/v1/storageclasses";

    private final TestApi api = new TestApi();

    @AfterEach
    void close() {
        api.close();
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

        assertThat(api.storageClasses().find(NAME)).hasValueSatisfying(found -> {
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
            StorageClasses classes = slow.storageClasses();

            Future<List<StorageClass>> list = other.submit(() -> classes.of("rbdfunctions.io/rbd"));
            Awaitility.await().until(() -> slow.requests().contains(LIST));

            assertThat(classes.find(NAME)).isPresent();
            assertThat(list.get()).hasSize(1);
            assertThat(slow.requests()).isEmpty();
        }
    }

    @Test
    void isEmptyForAnUnknownName() {
        assertThat(api.storageClasses().find(NAME)).isEmpty();
    }

    @Test
    void reportsMissingPermission() {
        api.refuse("/apis/storage.k8s.io/v1/storageclasses/rbd", 403);

        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> api.storageClasses().find(NAME))
                .withMessage("get StorageClass rbd: the API server forbids it (403): check the RBAC rules of the"
                        + " service account");
    }

    @Test
    void reportsUnreachableApiServer() {
        api.stop();

        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> api.storageClasses().find(NAME))
                .withMessage("get StorageClass rbd: the API server cannot be reached");
    }
}
