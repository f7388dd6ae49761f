package io.rbdfunctions.rbd.command;

import io.rbdfunctions.volume.ceph.CephKey;
import io.rbdfunctions.volume.ceph.CephUser;
import io.rbdfunctions.volume.ceph.Monitors;
import java.time.Duration;

/** The cluster, credentials and timeouts of commands. */
public record Session(Monitors monitors, CephUser user, CephKey key, ClientTimeouts timeouts) {
    /**
     * The timeouts of an RBD client. The defaults of Ceph are 300 s for a monitor and none for an OSD.
     *
     * @param connect for authentication by the monitors; whole seconds, at least one
     * @param operation for one operation of an OSD; whole seconds, at least one
     */
    public record ClientTimeouts(Duration connect, Duration operation) {
        public ClientTimeouts {
            if (connect.toSeconds() < 1 || operation.toSeconds() < 1) {
                throw new IllegalArgumentException("client timeouts must be at least one second");
            }
        }
    }
}
