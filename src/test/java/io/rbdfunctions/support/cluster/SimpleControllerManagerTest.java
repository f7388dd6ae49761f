package io.rbdfunctions.support.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.fabric8.kubernetes.api.model.storage.StorageClassBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SimpleControllerManagerTest {
    /** A client that lists volumes first, and again after the claims. */
    private static final int AFTER_THE_CLAIMS = 2;

    private final CountDownLatch claimsAreListed = new CountDownLatch(1);
    private final CountDownLatch goesOn = new CountDownLatch(1);

    /** Otherwise the volume of a claim created after the list of claims would be released and deleted. */
    @Test
    void aVolumeIsNotReleasedIfItsClaimIsNewerThanTheList() throws Exception {
        try (MockApiServer api = MockApiServer.start();
                KubernetesClient direct = new KubernetesClientBuilder().build();
                KubernetesClient held = heldAtVolumes();
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            SimpleControllerManager controllers = new SimpleControllerManager(held);
            direct.resource(storageClass()).create();
            Future<?> settling = callers.submit(() -> controllers.settle());
            assertThat(claimsAreListed.await(10, TimeUnit.SECONDS)).isTrue();

            PersistentVolumeClaim claim = direct.resource(claim()).create();
            Future<?> reconciling = callers.submit(() -> {
                controllers.settle(claim);
                direct.resource(volumeOf(claim)).create();
            });
            awaitBriefly(reconciling);
            goesOn.countDown();
            settling.get();
            reconciling.get();

            assertThat(direct.resource(volumeOf(claim)).get().getStatus()).isNull();
            assertThat(api.requests()).isPositive();
        }
    }

    /** The thread ends, or waits for the other one to end. */
    private static void awaitBriefly(Future<?> task) throws InterruptedException {
        for (int i = 0; i < 50 && !task.isDone(); i++) {
            Thread.sleep(20);
        }
    }

    private KubernetesClient heldAtVolumes() {
        AtomicInteger lists = new AtomicInteger();
        return new KubernetesClientBuilder()
                .withHttpClientBuilderConsumer(http -> http.addOrReplaceInterceptor("hold", new Interceptor() {
                    @Override
                    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
                        boolean isList = request.uri().getPath().equals("/api/v1/persistentvolumes");
                        if (isList && lists.incrementAndGet() == AFTER_THE_CLAIMS) {
                            hold();
                        }
                    }
                }))
                .build();
    }

    private void hold() {
        claimsAreListed.countDown();
        try {
            goesOn.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static StorageClass storageClass() {
        return new StorageClassBuilder()
                .withNewMetadata()
                .withName("rbd")
                .endMetadata()
                .withProvisioner(ApiServer.PROVISIONER)
                .withVolumeBindingMode("Immediate")
                .build();
    }

    private static PersistentVolumeClaim claim() {
        return new PersistentVolumeClaimBuilder()
                .withNewMetadata()
                .withNamespace("default")
                .withName("data")
                .endMetadata()
                .withNewSpec()
                .withStorageClassName("rbd")
                .endSpec()
                .build();
    }

    private static PersistentVolume volumeOf(PersistentVolumeClaim claim) {
        return new PersistentVolumeBuilder()
                .withNewMetadata()
                .withName("pvc-" + claim.getMetadata().getUid())
                .endMetadata()
                .withNewSpec()
                .withCapacity(Map.of("storage", new Quantity("64Mi")))
                .withNewClaimRef()
                .withUid(claim.getMetadata().getUid())
                .endClaimRef()
                .endSpec()
                .build();
    }
}
