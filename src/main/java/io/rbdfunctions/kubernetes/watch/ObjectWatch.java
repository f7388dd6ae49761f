package io.rbdfunctions.kubernetes.watch;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.informers.cache.ReducedStateItemStore;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Lists all objects of one kind and then watches them, until it is closed. A lost connection, an expired resource version
 * (410 Gone) and a failed list are repaired by the informer, which lists again if it has to.
 */
public final class ObjectWatch implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(ObjectWatch.class);
    private static final long PAGE_SIZE = 500;

    /** Receives the changes. Must return quickly, since the next change of the kind waits. */
    public interface Listener<T> {
        /** The object was added, or listed for the first time. */
        default void added(T object) {
            changed(object);
        }

        /** The object was added, changed, or listed. */
        void changed(T object);

        void deleted(T object);
    }

    private final SharedIndexInformer<?> informer;
    /** Whether the server did not know the kind when it was asked last. */
    private final AtomicBoolean isAbsent = new AtomicBoolean();

    private ObjectWatch(SharedIndexInformer<?> informer) {
        this.informer = informer;
    }

    static <T extends HasMetadata> ObjectWatch start(
            KubernetesClient client, Informable<T> objects, Class<T> kind, Listener<T> listener) {
        SharedIndexInformer<T> informer = objects.withLimit(PAGE_SIZE).runnableInformer(0);
        // Whole objects would take some kilobytes each, and nobody reads them from the store.
        informer.itemStore(new ReducedStateItemStore<>(
                ReducedStateItemStore.NAME_KEY_STATE, kind, client.getKubernetesSerialization()));
        informer.removeNamespaceIndex();
        ObjectWatch watch = new ObjectWatch(informer);
        informer.exceptionHandler((_, failure) -> watch.goesOnAfter(failure));
        informer.addEventHandler(handler(listener));
        informer.start();
        return watch;
    }

    private boolean goesOnAfter(Throwable failure) {
        boolean wasAbsent = isAbsent.getAndSet(isAbsence(failure));
        if (!wasAbsent || !isAbsent.get()) {
            LOG.warnf(
                    "watch of %s: %s; trying again", informer.getApiTypeClass().getSimpleName(), failure.getMessage());
        }
        return true;
    }

    private static boolean isAbsence(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof KubernetesClientException refused && refused.getCode() == 404;
    }

    private static <T> ResourceEventHandler<T> handler(Listener<T> listener) {
        return new ResourceEventHandler<>() {
            @Override
            public void onAdd(T object) {
                listener.added(object);
            }

            @Override
            public void onUpdate(T before, T object) {
                listener.changed(object);
            }

            @Override
            public void onDelete(T object, boolean isFinalStateUnknown) {
                listener.deleted(object);
            }
        };
    }

    /**
     * Whether all objects are listed and the connection that reports changes is open. A kind that the server does not know has no
     * objects.
     */
    public boolean isInSync() {
        return isAbsent.get() || (informer.hasSynced() && informer.isWatching());
    }

    @Override
    public void close() {
        informer.stop();
    }
}
