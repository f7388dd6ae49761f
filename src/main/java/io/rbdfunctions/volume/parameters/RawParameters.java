package io.rbdfunctions.volume.parameters;

import io.rbdfunctions.volume.validation.Text;
import io.rbdfunctions.volume.validation.Violations;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The texts of the parameters by key (rule P03). */
final class RawParameters {
    private static final int MAX_NAME = 80;

    private final Map<ParameterKey, String> values = new EnumMap<>(ParameterKey.class);

    private final Violations violations;

    /** Whether a violation lists the known parameters. */
    private boolean isListed;

    private RawParameters(Violations violations) {
        this.violations = violations;
    }

    /** Reports unknown keys, and keys given in two spellings, in the order of the keys. */
    static RawParameters strict(Map<String, String> parameters, Violations violations) {
        RawParameters raw = new RawParameters(violations);
        new TreeMap<>(parameters).forEach(raw::put);
        return raw;
    }

    /** Ignores unknown keys: operations on existing images do not depend on them (rule 1.4). */
    static RawParameters lenient(Map<String, String> parameters, Violations violations) {
        RawParameters raw = new RawParameters(violations);
        new TreeMap<>(parameters)
                .forEach((key, value) -> ParameterKey.of(key).ifPresent(known -> raw.values.putIfAbsent(known, value)));
        return raw;
    }

    private void put(String key, String value) {
        Optional<ParameterKey> known = ParameterKey.of(key);
        if (known.isEmpty()) {
            rejectUnknown(key);
        } else if (values.putIfAbsent(known.get(), value) != null) {
            reject(known.get(), "option %s is given twice".formatted(known.get()));
        }
    }

    /** Lists the known parameters only once. */
    private void rejectUnknown(String key) {
        Optional<ParameterKey> closest = ParameterKey.closest(key);
        String advice = closest.map(": did you mean %s?"::formatted)
                .orElseGet(() -> isListed
                        ? ""
                        : ", known options are: %s, and those of ceph-csi"
                                .formatted(String.join(", ", ParameterKey.own())));
        isListed |= closest.isEmpty();
        violations.add(
                "parameters." + Text.visible(key.substring(0, Math.min(key.length(), MAX_NAME))),
                "invalid option %s for volume plugin rbd%s".formatted(Text.quoted(key), advice));
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

    /** Converts the parameter. Returns null if it is absent or empty, or after reporting that it is invalid. */
    <T> @Nullable T read(ParameterKey key, Function<String, T> convert) {
        return violations.read(key.field(), nonEmpty(key), convert);
    }

    /** Converts the parameter like {@link #read}, but also if it is empty. */
    <T> @Nullable T readPresent(ParameterKey key, Function<String, T> convert) {
        return violations.read(key.field(), get(key), convert);
    }

    /** Converts the parameter like {@link #read}, but returns the fallback if it is absent or empty (rule P15). */
    <T> @Nullable T readOr(ParameterKey key, Function<String, T> convert, T fallback) {
        return nonEmpty(key) == null ? fallback : read(key, convert);
    }

    /** Creates a value of several parameters. Reports under the key that it is invalid, and returns null then. */
    <T> @Nullable T create(ParameterKey key, Supplier<T> value) {
        return violations.read(key.field(), "", _ -> value.get());
    }

    void reject(ParameterKey key, String message) {
        violations.add(key.field(), message);
    }
}
