package io.rbdfunctions.operation;

import io.rbdfunctions.volume.ReclaimPolicy;
import java.util.List;
import java.util.Map;

/** What a class gives to a volume, wherever it comes from. */
record ResolvedClass(Map<String, String> parameters, ReclaimPolicy reclaimPolicy, List<String> mountOptions) {}
