package io.rbdfunctions.rbd.command;

import io.rbdfunctions.volume.ClusterAccess;

/** Which cluster a command goes to, as whom, and how long it waits there. */
public record Session(ClusterAccess access, ClientTimeouts timeouts) {}
