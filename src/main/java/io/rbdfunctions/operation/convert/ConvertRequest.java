package io.rbdfunctions.operation.convert;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.rbdfunctions.operation.request.OperationSubject;
import io.rbdfunctions.operation.request.VolumeRequest;
import io.rbdfunctions.operation.storageclass.ClassSource;
import io.rbdfunctions.volume.ObjectName;

/**
 * An in-tree volume that is to become a CSI one.
 *
 * @param classSource a class with {@code clusterID}, which says how nodes get at the image from then on
 */
public record ConvertRequest(Source source, ClassSource classSource) implements VolumeRequest<Converted> {

    @Override
    public String verb() {
        return "convert";
    }

    /** Where the volume is to be looked at. */
    public sealed interface Source {}

    /** In the request. */
    public record Given(PersistentVolume persistentVolume) implements Source {}

    /** In the API server. */
    public record Named(ObjectName persistentVolume) implements Source {}

    @Override
    public OperationSubject subject() {
        return switch (source) {
            case Given _ -> OperationSubject.NOTHING;
            case Named(ObjectName name) -> new OperationSubject(null, name.value(), null);
        };
    }
}
