package io.rbdfunctions.operation.storageclass;

import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.ceph.PoolName;
import io.rbdfunctions.volume.parameters.ParameterMap;
import java.util.Map;

/** Where the class parameters come from. */
public sealed interface ClassSource {
    /** The same class, of whose pools this one has been chosen. */
    default ClassSource inPool(PoolName pool) {
        return switch (this) {
            case Named(ObjectName name) -> new Merged(name, Map.of("pool", pool.value()));
            case Given(Map<String, String> given) -> new Given(ParameterMap.with(given, "pool", pool.value()));
            case Merged(ObjectName name, Map<String, String> given) ->
                new Merged(name, ParameterMap.with(given, "pool", pool.value()));
        };
    }

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
