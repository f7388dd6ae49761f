package io.rbdfunctions.operation.storageclass;

import io.rbdfunctions.volume.ReclaimPolicy;
import java.util.List;
import java.util.Map;

/** What a class sets for its volumes. The parameters are not validated yet. */
public record ResolvedClass(Map<String, String> parameters, ReclaimPolicy reclaimPolicy, List<String> mountOptions) {}
