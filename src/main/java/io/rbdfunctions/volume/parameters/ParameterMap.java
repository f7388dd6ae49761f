package io.rbdfunctions.volume.parameters;

import io.rbdfunctions.volume.validation.Violations;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads and completes the parameters of a class by their names, in whatever spelling the class has them. */
public final class ParameterMap {
    private static final Set<ParameterKey> LIMITS = Set.of(ParameterKey.MIN_SIZE, ParameterKey.MAX_SIZE);
    private static final Set<ParameterKey> CLUSTER = Set.of(ParameterKey.MONITORS, ParameterKey.CLUSTER_ID);

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

    /** Takes parameters away, in whatever spelling the class has them. */
    public static Map<String, String> without(Map<String, String> parameters, Collection<String> names) {
        Set<Optional<ParameterKey>> keys = names.stream().map(ParameterKey::of).collect(Collectors.toUnmodifiableSet());
        Map<String, String> changed = new HashMap<>(parameters);
        changed.keySet().removeIf(key -> keys.contains(ParameterKey.of(key)));
        return changed;
    }

    /**
     * The parameters of a class, with those of a call in their place. A call may not loosen the limits of the class, and may send
     * the key of the class to no other cluster.
     */
    public static Map<String, String> merged(
            Map<String, String> ofClass, Map<String, String> ofCall, Violations violations) {
        RawParameters call = RawParameters.lenient(ofCall, new Violations());
        RawParameters fixed = RawParameters.lenient(ofClass, new Violations());
        for (ParameterKey key : LIMITS) {
            if (call.has(key) && fixed.nonEmpty(key) != null) {
                violations.add(key.field(), "the class sets %s to %s: leave it out".formatted(key, fixed.get(key)));
            }
        }
        boolean isOtherCluster = CLUSTER.stream().anyMatch(call::has);
        if (isOtherCluster && call.nonEmpty(ParameterKey.ADMIN_SECRET_NAME) == null) {
            violations.add(
                    ParameterKey.ADMIN_SECRET_NAME.field(),
                    "is missing: the Secret of the class is not used for another cluster; leave out monitors and clusterID,"
                            + " or name a Secret, too");
        }
        Map<String, String> merged = ofClass;
        for (Map.Entry<String, String> parameter : ofCall.entrySet()) {
            merged = with(merged, parameter.getKey(), parameter.getValue());
        }
        return merged;
    }
}
