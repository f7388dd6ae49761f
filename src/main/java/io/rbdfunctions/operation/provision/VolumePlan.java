package io.rbdfunctions.operation.provision;

import io.rbdfunctions.operation.storageclass.ResolvedClass;
import io.rbdfunctions.volume.AccessMode;
import io.rbdfunctions.volume.parameters.ClassParameters;
import java.util.List;

/** A {@link ProvisionRequest} with its class, checked whole before anything is done (rule P19's leak). */
public record VolumePlan(
        ProvisionRequest request,
        ResolvedClass storageClass,
        ClassParameters parameters,
        List<AccessMode> accessModes) {}
