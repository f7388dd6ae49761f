package io.rbdfunctions.function.payload;

import io.rbdfunctions.operation.storageclass.ClassSource;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.parameters.ParameterReader;
import io.rbdfunctions.volume.validation.Violations;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A payload that selects a StorageClass: by its name, or by its parameters, which take precedence. */
interface ClassPayload<R> extends Payload<R> {
    @Nullable String storageClassName();

    @Nullable Map<String, String> parameters();

    /** For a new image: all parameters must be valid. */
    default @Nullable ClassSource classForNewImage(Violations violations) {
        if (parameters() != null) {
            ParameterReader.readClass(parameters(), violations);
        }
        return classSource(violations);
    }

    /** For an existing image: only the parameters that locate it must be valid. */
    default @Nullable ClassSource classForExistingImage(Violations violations) {
        if (parameters() != null) {
            ParameterReader.readCluster(parameters(), violations);
        }
        return classSource(violations);
    }

    private @Nullable ClassSource classSource(Violations violations) {
        ObjectName name = violations.read("storageClassName", storageClassName(), ObjectName::new);
        if (parameters() != null) {
            return new ClassSource.Given(parameters());
        }
        if (storageClassName() == null) {
            violations.add("storageClassName", "is missing: name a StorageClass, or send its parameters");
        }
        return name == null ? null : new ClassSource.Named(name);
    }
}
