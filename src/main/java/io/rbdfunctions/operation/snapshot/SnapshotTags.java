package io.rbdfunctions.operation.snapshot;

import io.rbdfunctions.operation.image.ImageTagConfig;
import io.rbdfunctions.operation.image.ImageTags;
import io.rbdfunctions.operation.image.PoolSession;
import io.rbdfunctions.rbd.RbdException;
import io.rbdfunctions.rbd.command.MetadataCommand;
import io.rbdfunctions.rbd.command.MetadataCommand.MetadataKey;
import io.rbdfunctions.volume.ceph.ImageRef;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The image-meta entries of the image of a snapshot, as ceph-csi writes them. The clone has those of the volume at first. */
@Singleton
record SnapshotTags(ImageTagConfig config) {
    void write(PoolSession session, ImageRef image, @Nullable SnapshotOwner owner) {
        Map<String, String> existing = session.run(new MetadataCommand.ListAll(image));
        ImageTags.ofVolumes().stream()
                .filter(existing::containsKey)
                .forEach(key -> RbdException.emptyIfNotFound(
                        () -> session.run(new MetadataCommand.Unset(image, new MetadataKey(key)))));
        ImageTags.write(session, image, of(owner), existing);
    }

    private Map<String, String> of(@Nullable SnapshotOwner owner) {
        Map<String, String> tags = new HashMap<>();
        config.clusterName().ifPresent(name -> tags.put(ImageTags.CLUSTER, name));
        if (owner != null) {
            tags.put(ImageTags.SNAPSHOT_NAME, owner.name().value());
            tags.put(ImageTags.SNAPSHOT_NAMESPACE, owner.namespace().value());
            tags.put(ImageTags.CONTENT_NAME, owner.content().value());
        }
        return tags;
    }
}
