package io.rbdfunctions.function.payload;

import io.rbdfunctions.operation.storageclass.ClassSource;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.parameters.ParameterReader;
import io.rbdfunctions.volume.validation.Violations;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields that select the StorageClass: its name, or its parameters, which take precedence.
 *
 * @param isNamed whether a name is present, even an invalid one
 */
record ClassFields(
        boolean isNamed,
        @Nullable ObjectName name,
        @Nullable Map<String, String> parameters) {

    static ClassFields read(
            @Nullable String storageClassName, @Nullable Map<String, String> parameters, Violations violations) {
        return new ClassFields(
                storageClassName != null,
                violations.read("storageClassName", storageClassName, ObjectName::new),
                parameters);
    }

    /** For a new image: all parameters must be valid. */
    @Nullable ClassSource forNewImage(Violations violations) {
        if (parameters != null) {
            ParameterReader.readClass(parameters, violations);
        }
        return source(violations);
    }

    /** For an existing image: only the parameters that locate it must be valid. */
    @Nullable ClassSource forExistingImage(Violations violations) {
        if (parameters != null) {
            ParameterReader.readCluster(parameters, violations);
        }
        return source(violations);
    }

    private @Nullable ClassSource source(Violations violations) {
        if (parameters != null) {
            return new ClassSource.Given(parameters);
        }
        if (!isNamed) {
            violations.add("storageClassName", "is missing: name a StorageClass, or send its parameters");
        }
        return name == null ? null : new ClassSource.Named(name);
    }
}
