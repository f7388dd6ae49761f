package io.rbdfunctions.operation.convert;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.rbdfunctions.operation.request.OperationSubject;
import io.rbdfunctions.operation.request.VolumeRequest;
import io.rbdfunctions.operation.storageclass.ClassSource;
import io.rbdfunctions.volume.ObjectName;

/**
 * A request to plan the conversion of an in-tree volume to a CSI volume.
 *
 * @param classSource a class with {@code clusterID}, which describes the access of the nodes to the image
 */
public record ConvertRequest(Source source, ClassSource classSource) implements VolumeRequest<Converted> {
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
