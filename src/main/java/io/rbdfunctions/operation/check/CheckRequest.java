package io.rbdfunctions.operation.check;

import io.rbdfunctions.operation.request.VolumeRequest;
import io.rbdfunctions.operation.storageclass.ClassSource;

/**
 * A request to check a class.
 *
 * @param dryRun whether to make nothing in Ceph, not even for a moment
 */
public record CheckRequest(ClassSource classSource, boolean dryRun) implements VolumeRequest<CheckReport> {
    @Override
    public String verb() {
        return "check";
    }
}
