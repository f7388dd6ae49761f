package io.rbdfunctions.volume.ceph;

/** The monitors of a cluster and the credentials of a user. */
public record ClusterAccess(Monitors monitors, CephUser user, CephKey key) {}
