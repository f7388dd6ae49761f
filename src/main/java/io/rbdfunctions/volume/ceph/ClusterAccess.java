package io.rbdfunctions.volume.ceph;

/** How to reach a cluster and as whom. Shows everything but the key. */
public record ClusterAccess(Monitors monitors, CephUser user, CephKey key) {}
