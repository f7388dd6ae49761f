package io.rbdfunctions.operation.storageclass;

import io.rbdfunctions.volume.ReclaimPolicy;
import java.util.List;
import java.util.Map;

/** What a class gives to a volume, wherever it comes from. */
public record ResolvedClass(Map<String, String> parameters, ReclaimPolicy reclaimPolicy, List<String> mountOptions) {}
