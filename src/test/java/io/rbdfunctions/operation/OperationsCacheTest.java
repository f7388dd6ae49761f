package io.rbdfunctions.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.fabric8.kubernetes.api.model.storage.StorageClassBuilder;
import io.rbdfunctions.kubernetes.TestApi;
import io.rbdfunctions.operation.inspect.ImagePage;
import io.rbdfunctions.operation.inspect.ListRequest;
import io.rbdfunctions.operation.outcome.Outcome;
import io.rbdfunctions.operation.storageclass.ClassSource;
import io.rbdfunctions.process.Result;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.ceph.CephCredentials;
import io.rbdfunctions.volume.ceph.CephKey;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When the operations read a cached class again. */
class OperationsCacheTest {
    private static final CephCredentials KEY =
            new CephCredentials(null, new CephKey("AQCOd0BjAAAAABAAJsGcXq0bPUSrMGXnWU/uoA=="));

    private final TestApi api = new TestApi(Duration.ofHours(1));
    private final Operations operations =
            OperationsHarness.operations(_ -> new Result(0, "[]", ""), OperationsHarness.NO_OBJECTS, _ -> KEY, api);

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void aRefusalClearsTheCacheSoThatACorrectedClassIsRead() {
        api.put(storageClass("no monitors"));
        assertThat(list()).isInstanceOf(Outcome.Refused.class);
        api.replace(storageClass("10.0.7.52:6789"));
        assertThat(list()).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void aSuccessKeepsTheCache() {
        api.put(storageClass("10.0.7.52:6789"));
        assertThat(list()).isInstanceOf(Outcome.Done.class);
        api.stop();
        assertThat(list()).isInstanceOf(Outcome.Done.class);
    }

    private Outcome<ImagePage> list() {
        return operations.run(new ListRequest(new ClassSource.Named(new ObjectName("rbd")), null, 100));
    }

    private static StorageClass storageClass(String monitors) {
        return new StorageClassBuilder()
                .withNewMetadata()
                .withName("rbd")
                .endMetadata()
                .withProvisioner(OperationsHarness.PROVISIONER)
                .addToParameters("monitors", monitors)
                .addToParameters("adminSecretName", "ceph-admin")
                .build();
    }
}
