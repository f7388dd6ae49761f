package io.rbdfunctions.operation.storageclass;

import io.rbdfunctions.volume.ObjectName;
import java.util.Map;

/** Where the class parameters come from. */
public sealed interface ClassSource {

    /** A StorageClass of the Kubernetes cluster. */
    record Named(ObjectName storageClass) implements ClassSource {}

    /** The request brings the parameters along; the class's name is then no more than a label on the volume. */
    record Given(Map<String, String> parameters) implements ClassSource {
        public Given {
            parameters = Map.copyOf(parameters);
        }

        /** Shows nothing of them: people put keys in parameters by mistake. */
        @Override
        public String toString() {
            return "given parameters";
        }
    }
}
