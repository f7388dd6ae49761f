package io.rbdfunctions.volume.placement;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A part of a Kubernetes cluster, as the labels that its nodes have: {@code topology.kubernetes.io/zone: a}.
 *
 * @param segments the values by the keys of the labels, sorted by key
 */
public record Topology(Map<String, String> segments) {
    /** The whole cluster. */
    public static final Topology EVERYWHERE = new Topology(Map.of());

    private static final char SEPARATOR = '/';

    public Topology {
        segments = new TreeMap<>(segments);
    }

    /**
     * Whether the domains of a pool are this part or contain it. A domain may leave out what is before the slash in the key of the
     * label, as ceph-csi requires it.
     */
    public boolean isIn(Map<String, String> domains) {
        return domains.entrySet().stream()
                .allMatch(domain -> segments.entrySet().stream()
                        .anyMatch(segment -> isKey(segment.getKey(), domain.getKey())
                                && segment.getValue().equals(domain.getValue())));
    }

    /** Whether a domain stands for the key of a label. */
    public static boolean isKey(String key, String domain) {
        return key.equals(domain) || key.substring(key.indexOf(SEPARATOR) + 1).equals(domain);
    }

    @Override
    public String toString() {
        return segments.entrySet().stream()
                .map(segment -> segment.getKey() + "=" + segment.getValue())
                .collect(Collectors.joining(","));
    }
}
