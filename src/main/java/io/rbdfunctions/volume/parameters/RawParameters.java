package io.rbdfunctions.volume.parameters;

import io.rbdfunctions.volume.validation.Text;
import io.rbdfunctions.volume.validation.Violations;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The texts of the parameters by key (rule P03). */
final class RawParameters {
    private final Map<ParameterKey, String> values = new EnumMap<>(ParameterKey.class);

    private RawParameters() {}

    /** Reports unknown keys, and keys given in two spellings, in the order of the keys. */
    static RawParameters strict(Map<String, String> parameters, Violations violations) {
        RawParameters raw = new RawParameters();
        new TreeMap<>(parameters).forEach((key, value) -> raw.put(key, value, violations));
        return raw;
    }

    /** Ignores unknown keys: operations on existing images do not depend on them (rule 1.4). */
    static RawParameters lenient(Map<String, String> parameters) {
        RawParameters raw = new RawParameters();
        new TreeMap<>(parameters)
                .forEach((key, value) -> ParameterKey.of(key).ifPresent(known -> raw.values.putIfAbsent(known, value)));
        return raw;
    }

    private void put(String key, String value, Violations violations) {
        Optional<ParameterKey> known = ParameterKey.of(key);
        if (known.isEmpty()) {
            violations.add(
                    "parameters",
                    "invalid option %s for volume plugin rbd, known options are: %s"
                            .formatted(Text.quoted(key), String.join(", ", ParameterKey.spellings())));
        } else if (values.putIfAbsent(known.get(), value) != null) {
            violations.add(known.get().field(), "option %s is given twice".formatted(known.get()));
        }
    }

    boolean has(ParameterKey key) {
        return values.containsKey(key);
    }

    /** Returns null if the key is absent. */
    @Nullable String get(ParameterKey key) {
        return values.get(key);
    }

    /** Returns null if the key is absent or its value is empty. */
    @Nullable String nonEmpty(ParameterKey key) {
        String value = values.get(key);
        return value == null || value.isEmpty() ? null : value;
    }
}
