package io.rbdfunctions.takeover;

import io.rbdfunctions.operation.request.VolumeRequest;
import io.rbdfunctions.operation.storageclass.ClassSource;
import io.rbdfunctions.volume.CsiDriver;
import org.jspecify.annotations.Nullable;

/**
 * A request to check what this provisioner could serve in place of ceph-csi. Changes nothing.
 *
 * @param driver whose volumes and classes to check; null for the one that this provisioner has the name of, or else all for RBD
 */
public record TakeoverRequest(@Nullable CsiDriver driver) implements VolumeRequest<TakeoverReport> {
    @Override
    public String verb() {
        return "takeover";
    }

    /** Each volume and each class leads to its own cluster. */
    @Override
    public @Nullable ClassSource classSource() {
        return null;
    }
}
