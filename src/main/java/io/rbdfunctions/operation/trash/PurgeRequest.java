package io.rbdfunctions.operation.trash;

import io.rbdfunctions.operation.request.VolumeRequest;
import io.rbdfunctions.operation.storageclass.ClassSource;
import io.rbdfunctions.volume.ceph.ImageId;

/**
 * A request to delete an image in the trash permanently.
 *
 * @param force whether to delete it before its expiry
 */
public record PurgeRequest(ImageId id, ClassSource classSource, boolean force, boolean dryRun)
        implements VolumeRequest<Purged> {
    @Override
    public String verb() {
        return "purge";
    }
}
