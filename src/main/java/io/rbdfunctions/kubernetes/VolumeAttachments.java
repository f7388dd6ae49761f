package io.rbdfunctions.kubernetes;

import io.fabric8.kubernetes.api.model.storage.VolumeAttachment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.rbdfunctions.volume.ObjectName;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Calls for VolumeAttachments. Every method throws {@link ApiException} if the API server fails. Methods that change an
 * object throw {@link StaleObjectException} if it has changed since it was read, {@code page} if the token has expired.
 */
@Singleton
public record VolumeAttachments(KubernetesClient client, Patcher patcher) {
    public Optional<VolumeAttachment> find(ObjectName name) {
        var one = client.storage().v1().volumeAttachments().withName(name.value());
        return ApiCalls.find("get VolumeAttachment " + name, one::get);
    }

    /** Sets {@code status.attached} and removes the error of an earlier attempt. */
    public void markAttached(VolumeAttachment read) {
        Map<String, @Nullable Object> fields = new HashMap<>();
        if (read.getStatus() == null) {
            fields.put("/status", Map.of("attached", true));
        } else {
            fields.put("/status/attached", true);
            if (read.getStatus().getAttachError() != null) {
                fields.put("/status/attachError", null);
            }
        }
        patch(read, "/status", fields);
    }

    public void dropFinalizer(VolumeAttachment read, String finalizer) {
        List<String> others = read.getMetadata().getFinalizers().stream()
                .filter(each -> !each.equals(finalizer))
                .toList();
        patch(read, "", Map.of("/metadata/finalizers", others));
    }

    public Page<VolumeAttachment> page(int limit, @Nullable String token) {
        return Page.read("list VolumeAttachments", client.storage().v1().volumeAttachments(), limit, token);
    }

    private void patch(VolumeAttachment read, String subresource, Map<String, ?> fields) {
        String path =
                "apis/storage.k8s.io/v1/volumeattachments/" + read.getMetadata().getName() + subresource;
        patcher.patch(path, read, fields, VolumeAttachment.class);
    }
}
