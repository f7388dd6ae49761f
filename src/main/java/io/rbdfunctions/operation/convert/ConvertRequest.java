package io.rbdfunctions.operation.convert;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.rbdfunctions.operation.request.OperationSubject;
import io.rbdfunctions.operation.request.VolumeRequest;
import io.rbdfunctions.operation.storageclass.ClassSource;
import io.rbdfunctions.volume.ObjectName;

/**
 * A request to convert an in-tree volume to a CSI volume, or a static CSI volume to a dynamic one.
 *
 * @param classSource a class with {@code clusterID}, which describes the access of the nodes to the image
 * @param isDynamic whether to make a dynamic volume, whose image is named by a uuid and is in the journal of ceph-csi
 * @param dryRun of a dynamic volume: only plan it. A static volume is always only planned.
 */
public record ConvertRequest(Source source, ClassSource classSource, boolean isDynamic, boolean dryRun)
        implements VolumeRequest<Converted> {
    /** Where the volume's manifest comes from. */
    public sealed interface Source {}

    /** The request. */
    public record Given(PersistentVolume persistentVolume) implements Source {}

    /** The API server. */
    public record Named(ObjectName persistentVolume) implements Source {}

    @Override
    public String verb() {
        return "convert";
    }

    @Override
    public OperationSubject subject() {
        return switch (source) {
            case Given _ -> OperationSubject.NOTHING;
            case Named(ObjectName name) -> new OperationSubject(null, name.value(), null);
        };
    }
}
