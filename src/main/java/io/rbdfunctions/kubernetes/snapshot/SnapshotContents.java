package io.rbdfunctions.kubernetes.snapshot;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.rbdfunctions.kubernetes.ApiCalls;
import io.rbdfunctions.kubernetes.ApiException;
import io.rbdfunctions.kubernetes.Page;
import io.rbdfunctions.kubernetes.Patcher;
import io.rbdfunctions.kubernetes.StaleObjectException;
import io.rbdfunctions.volume.ObjectName;
import jakarta.inject.Singleton;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Calls for VolumeSnapshotContents. Every method throws {@link ApiException} if the API server fails. Methods that change an
 * object throw {@link StaleObjectException} if it has changed since it was read, {@code page} if the token has expired or
 * the cluster does not have the kind.
 */
@Singleton
public record SnapshotContents(KubernetesClient client, Patcher patcher) {
    private static final String ANNOTATIONS = "/metadata/annotations";
    private static final String BEING_CREATED =
            ANNOTATIONS + "/" + SnapshotContentView.BEING_CREATED.replace("/", "~1");

    public Optional<GenericKubernetesResource> find(ObjectName name) {
        var one = client.genericKubernetesResources(SnapshotKinds.CONTENTS).withName(name.value());
        return ApiCalls.find("get VolumeSnapshotContent " + name, one::get);
    }

    public Page<GenericKubernetesResource> page(int limit, @Nullable String token) {
        return Page.read(
                "list VolumeSnapshotContents", client.genericKubernetesResources(SnapshotKinds.CONTENTS), limit, token);
    }

    /** Notes that the snapshot is about to be taken, so that the object is kept until the result is known. */
    public GenericKubernetesResource markBeingCreated(GenericKubernetesResource read) {
        SnapshotContentView view = new SnapshotContentView(read);
        if (view.isBeingCreated()) {
            return read;
        }
        return view.hasAnnotations()
                ? patch(read, "", Map.of(BEING_CREATED, "yes"))
                : patch(read, "", Map.of(ANNOTATIONS, Map.of(SnapshotContentView.BEING_CREATED, "yes")));
    }

    /** Notes that the result is known. */
    public GenericKubernetesResource unmarkBeingCreated(GenericKubernetesResource read) {
        if (!new SnapshotContentView(read).isBeingCreated()) {
            return read;
        }
        return patch(read, "", Collections.singletonMap(BEING_CREATED, null));
    }

    /**
     * Changes the status.
     *
     * @param fields values by JSON pointer, null to remove a field; nothing is called if it is empty
     */
    public GenericKubernetesResource patchStatus(GenericKubernetesResource read, Map<String, ?> fields) {
        return fields.isEmpty() ? read : patch(read, "/status", fields);
    }

    /** Lets the API server remove an object that is being deleted. */
    public void dropFinalizer(GenericKubernetesResource read) {
        List<String> others = read.getMetadata().getFinalizers().stream()
                .filter(finalizer -> !finalizer.equals(SnapshotContentView.FINALIZER))
                .toList();
        var _ = patch(read, "", Map.of("/metadata/finalizers", others));
    }

    private GenericKubernetesResource patch(GenericKubernetesResource read, String subresource, Map<String, ?> fields) {
        String path = "apis/%s/%s/%s%s"
                .formatted(
                        SnapshotKinds.API_VERSION,
                        SnapshotKinds.CONTENTS.getPlural(),
                        read.getMetadata().getName(),
                        subresource);
        return patcher.patch(path, read, fields, GenericKubernetesResource.class);
    }
}
