package io.rbdfunctions.operation.rollback;

import io.fabric8.kubernetes.api.model.storage.VolumeAttachment;
import io.rbdfunctions.kubernetes.ApiException;
import io.rbdfunctions.kubernetes.ListPager;
import io.rbdfunctions.kubernetes.PersistentVolumes;
import io.rbdfunctions.kubernetes.VolumeAttachments;
import io.rbdfunctions.kubernetes.manifest.AttachmentView;
import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.operation.outcome.RefusedException;
import io.rbdfunctions.volume.ObjectName;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/** Finds out whether a node may open the image of a volume soon: a volume is attached before that. */
@Singleton
record AttachmentCheck(PersistentVolumes volumes, VolumeAttachments attachments) {
    /**
     * Requires that the volume is attached to no node.
     *
     * @return a warning if this cannot be known, because the function may not list VolumeAttachments
     */
    List<String> requireNone(ObjectName volume) {
        if (!volumes.isServed()) {
            return List.of();
        }
        List<VolumeAttachment> found = new ArrayList<>();
        try {
            ListPager.forEach(ListPager.restarting(attachments::page), () -> false, (VolumeAttachment attachment) -> {
                if (new AttachmentView(attachment)
                        .volume()
                        .filter(volume.value()::equals)
                        .isPresent()) {
                    found.add(attachment);
                }
            });
        } catch (ApiException failure) {
            if (failure.isForbidden()) {
                return List.of(failure.getMessage() + ": make sure that no pod uses the volume");
            }
            throw failure;
        }
        found.stream().findFirst().ifPresent(attachment -> {
            throw attached(volume, attachment);
        });
        return List.of();
    }

    private static RefusedException attached(ObjectName volume, VolumeAttachment attachment) {
        return new RefusedException(
                Reason.IN_USE,
                "volume %s is attached to node %s by VolumeAttachment %s: delete the pods that use it, or scale them down, and wait until it is detached"
                        .formatted(
                                volume,
                                attachment.getSpec().getNodeName(),
                                attachment.getMetadata().getName()));
    }
}
