package io.rbdfunctions.rbd.value;

import io.rbdfunctions.volume.ceph.ClusterAccess;

/** The cluster, credentials and timeouts of commands. */
public record Session(ClusterAccess access, ClientTimeouts timeouts) {}
