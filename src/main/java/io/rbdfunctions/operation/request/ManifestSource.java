package io.rbdfunctions.operation.request;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.rbdfunctions.kubernetes.PersistentVolumes;
import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.operation.outcome.RefusedException;
import io.rbdfunctions.volume.ObjectName;

/** Where the PersistentVolume of a request comes from. */
public sealed interface ManifestSource {
    /** The request. */
    record Given(PersistentVolume persistentVolume) implements ManifestSource {}

    /** The API server. */
    record Named(ObjectName persistentVolume) implements ManifestSource {}

    /**
     * Reads the volume.
     *
     * @throws RefusedException if it does not exist, or has no metadata or no spec
     */
    default PersistentVolume read(PersistentVolumes volumes) {
        PersistentVolume volume = switch (this) {
            case Given(PersistentVolume given) -> given;
            case Named(ObjectName name) -> find(name, volumes);
        };
        if (volume.getSpec() == null || volume.getMetadata() == null) {
            throw new RefusedException(Reason.INVALID, "the volume must have metadata and a spec");
        }
        return volume;
    }

    private static PersistentVolume find(ObjectName name, PersistentVolumes volumes) {
        if (!volumes.isServed()) {
            throw new RefusedException(
                    Reason.INVALID, "no cluster is configured to read pvName from: send persistentVolume");
        }
        return volumes.find(name)
                .orElseThrow(() ->
                        new RefusedException(Reason.NOT_FOUND, "persistentvolume \"%s\" not found".formatted(name)));
    }

    /** The name of the volume, as far as the request tells. */
    default OperationSubject subject() {
        return switch (this) {
            case Given _ -> OperationSubject.NOTHING;
            case Named(ObjectName name) -> new OperationSubject(null, name.value(), null);
        };
    }
}
