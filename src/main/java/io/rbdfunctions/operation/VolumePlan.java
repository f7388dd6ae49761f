package io.rbdfunctions.operation;

import io.rbdfunctions.volume.AccessMode;
import io.rbdfunctions.volume.ClassParameters;
import java.util.List;

/** A {@link ProvisionRequest} with its class, checked whole before anything is done (rule P19's leak). */
record VolumePlan(
        ProvisionRequest request,
        ResolvedClass storageClass,
        ClassParameters parameters,
        List<AccessMode> accessModes) {}
