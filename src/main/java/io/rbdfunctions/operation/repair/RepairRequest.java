package io.rbdfunctions.operation.repair;

import io.rbdfunctions.operation.request.ManifestSource;
import io.rbdfunctions.operation.request.OperationSubject;
import io.rbdfunctions.operation.request.VolumeRequest;
import io.rbdfunctions.operation.storageclass.ClassSource;
import org.jspecify.annotations.Nullable;

/**
 * A request to complete the journal of a dynamic volume of ceph-csi.
 *
 * @param source of the volume
 * @param classSource null for a volume of the API server, which leads to its own class and Secrets
 */
public record RepairRequest(ManifestSource source, @Nullable ClassSource classSource, boolean dryRun)
        implements VolumeRequest<Repaired> {
    public RepairRequest {
        if (classSource == null && source instanceof ManifestSource.Given) {
            throw new IllegalArgumentException("a given volume needs a class");
        }
    }

    @Override
    public String verb() {
        return "repair";
    }

    @Override
    public OperationSubject subject() {
        return source.subject();
    }
}
