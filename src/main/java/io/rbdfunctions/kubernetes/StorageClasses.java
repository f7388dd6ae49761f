package io.rbdfunctions.kubernetes;

import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.rbdfunctions.volume.ObjectName;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The StorageClasses of the cluster. */
@Singleton
public final class StorageClasses {
    /** How long a request waits for a list that another asked for; then it asks for itself. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final KubernetesClient client;
    private final Memory memory;
    /** The last list of classes that was asked for; done when it is there, or was not to be had. */
    private volatile CompletableFuture<@Nullable Void> list = CompletableFuture.completedFuture(null);

    StorageClasses(KubernetesClient client, Memory memory) {
        this.client = client;
        this.memory = memory;
    }

    /** Finds a class by its name; throws {@link ApiException} when the API server does not answer. */
    public Optional<StorageClass> find(ObjectName name) {
        return memory.storageClass(name, () -> list.isDone() ? ask(name) : fromList(name));
    }

    /** A list that is under way most likely holds it; to ask at the same time would take a second connection, and its TLS. */
    private Optional<StorageClass> fromList(ObjectName name) {
        list.completeOnTimeout(null, PATIENCE.toMillis(), TimeUnit.MILLISECONDS).join();
        return memory.storageClass(name, () -> ask(name));
    }

    private void remember(StorageClass found) {
        memory.remember(new ObjectName(found.getMetadata().getName()), found);
    }

    private Optional<StorageClass> ask(ObjectName name) {
        try {
            return Optional.ofNullable(client.storage()
                    .v1()
                    .storageClasses()
                    .withName(name.value())
                    .get());
        } catch (KubernetesClientException failure) {
            throw ApiException.of("get StorageClass " + name, failure);
        }
    }

    /** The classes of a provisioner; throws {@link ApiException} when the API server does not answer. */
    public List<StorageClass> of(String provisioner) {
        CompletableFuture<@Nullable Void> underWay = new CompletableFuture<>();
        list = underWay;
        try {
            return Calls.call(
                    "list StorageClasses",
                    () -> client.storage().v1().storageClasses().list().getItems().stream()
                            .filter(found -> provisioner.equals(found.getProvisioner()))
                            .peek(this::remember)
                            .toList());
        } finally {
            underWay.complete(null);
        }
    }
}
