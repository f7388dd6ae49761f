package io.rbdfunctions.volume.parameters;

import io.rbdfunctions.volume.validation.Violations;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Reads and completes the parameters of a class by their names, in whatever spelling the class has them. */
public final class ParameterMap {
    private ParameterMap() {}

    /** The value of a parameter; empty if it is absent or empty. */
    public static Optional<String> get(Map<String, String> parameters, String name) {
        return ParameterKey.of(name)
                .map(key -> RawParameters.lenient(parameters, new Violations()).nonEmpty(key));
    }

    /** Sets a parameter in place of what the class has. */
    public static Map<String, String> with(Map<String, String> parameters, String name, String value) {
        Map<String, String> changed = new HashMap<>(parameters);
        changed.keySet().removeIf(key -> ParameterKey.of(key).equals(ParameterKey.of(name)));
        changed.put(name, value);
        return changed;
    }
}
