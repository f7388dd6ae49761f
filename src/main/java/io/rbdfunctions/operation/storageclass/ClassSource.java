package io.rbdfunctions.operation.storageclass;

import io.rbdfunctions.volume.ObjectName;
import java.util.Map;

/** Where the class parameters come from. */
public sealed interface ClassSource {
    /** A StorageClass in the Kubernetes cluster. */
    record Named(ObjectName storageClass) implements ClassSource {}

    /** Parameters in the request. */
    record Given(Map<String, String> parameters) implements ClassSource {
        public Given {
            parameters = Map.copyOf(parameters);
        }

        /** Omits the parameters, because callers put keys into them by mistake. */
        @Override
        public String toString() {
            return "given parameters";
        }
    }

    /** A StorageClass in the Kubernetes cluster, and parameters in the request that replace some of its own. */
    record Merged(ObjectName storageClass, Map<String, String> parameters) implements ClassSource {
        public Merged {
            parameters = Map.copyOf(parameters);
        }

        /** Omits the parameters, as {@link Given} does. */
        @Override
        public String toString() {
            return storageClass + " and given parameters";
        }
    }
}
