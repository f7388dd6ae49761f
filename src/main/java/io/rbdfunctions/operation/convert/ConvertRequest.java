package io.rbdfunctions.operation.convert;

import io.rbdfunctions.operation.request.ManifestSource;
import io.rbdfunctions.operation.request.OperationSubject;
import io.rbdfunctions.operation.request.VolumeRequest;
import io.rbdfunctions.operation.storageclass.ClassSource;

/**
 * A request to convert an in-tree volume to a CSI volume, or a static CSI volume to a dynamic one.
 *
 * @param source of the volume
 * @param classSource a class with {@code clusterID}, which describes the access of the nodes to the image
 * @param isDynamic whether to make a dynamic volume, whose image is named by a uuid and is in the journal of ceph-csi
 * @param dryRun of a dynamic volume: only plan it. A static volume is always only planned.
 */
public record ConvertRequest(ManifestSource source, ClassSource classSource, boolean isDynamic, boolean dryRun)
        implements VolumeRequest<Converted> {
    @Override
    public String verb() {
        return "convert";
    }

    @Override
    public OperationSubject subject() {
        return source.subject();
    }
}
