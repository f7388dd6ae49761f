package io.rbdfunctions.rbd.value;

import io.rbdfunctions.volume.ceph.ClusterAccess;

/** Which cluster a command goes to, as whom, and how long it waits there. */
public record Session(ClusterAccess access, ClientTimeouts timeouts) {}
