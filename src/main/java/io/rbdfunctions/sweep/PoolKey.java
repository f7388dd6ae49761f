package io.rbdfunctions.sweep;

import io.rbdfunctions.volume.ceph.PoolName;
import io.rbdfunctions.volume.ceph.PoolSpec;
import io.rbdfunctions.volume.parameters.ParameterMap;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/**
 * Identifies a pool, or a RADOS namespace in it, by class parameters.
 *
 * @param namespace empty for the default namespace
 */
public record PoolKey(String monitors, String pool, String namespace) implements Comparable<PoolKey> {
    private static final Comparator<PoolKey> ORDER =
            Comparator.comparing(PoolKey::monitors).thenComparing(PoolKey::pool).thenComparing(PoolKey::namespace);

    /** Empty if the parameters name no monitors. */
    static Optional<PoolKey> of(Map<String, String> parameters) {
        return ParameterMap.get(parameters, "monitors")
                .map(monitors -> new PoolKey(
                        monitors,
                        ParameterMap.get(parameters, "pool").orElse(PoolName.DEFAULT.value()),
                        ParameterMap.get(parameters, "radosNamespace").orElse("")));
    }

    /** {@code pool} or {@code pool/namespace}, as in the names of images. */
    public String spec() {
        return PoolSpec.text(pool, namespace);
    }

    @Override
    public int compareTo(PoolKey other) {
        return ORDER.compare(this, other);
    }
}
