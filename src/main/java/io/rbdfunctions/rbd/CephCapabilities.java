package io.rbdfunctions.rbd;

import static java.util.stream.Collectors.joining;

import io.rbdfunctions.volume.ceph.PoolSpec;
import java.util.List;

/** The capabilities that a Ceph user needs for RBD, in the words of {@code ceph auth}. Source: "User Management" of Ceph's documentation. */
public final class CephCapabilities {
    /** To read the maps of the cluster, and to block a crashed client that holds a lock. */
    public static final String MONITORS = "mon 'profile rbd'";

    private CephCapabilities() {}

    /** To use the images of these places, such as {@code osd 'profile rbd pool=kube namespace=team-a'}. */
    public static String ofOsds(List<PoolSpec> places) {
        return "osd '%s'".formatted(profiles(places));
    }

    /** To have the manager remove and flatten images of these places. */
    public static String ofManager(List<PoolSpec> places) {
        return "mgr '%s'".formatted(profiles(places));
    }

    private static String profiles(List<PoolSpec> places) {
        return places.stream().map(CephCapabilities::profile).collect(joining(", "));
    }

    private static String profile(PoolSpec place) {
        return "profile rbd pool=" + place.pool()
                + (place.namespace().isDefault() ? "" : " namespace=" + place.namespace());
    }
}
