package io.rbdfunctions.operation.image;

import io.rbdfunctions.kubernetes.secret.Secrets;
import io.rbdfunctions.rbd.command.RbdCommandBuilder;
import io.rbdfunctions.rbd.value.ClientTimeouts;
import io.rbdfunctions.rbd.value.Session;
import io.rbdfunctions.volume.ceph.CephCredentials;
import io.rbdfunctions.volume.ceph.CephUser;
import io.rbdfunctions.volume.ceph.ClusterAccess;
import io.rbdfunctions.volume.parameters.ClusterParameters;
import jakarta.inject.Singleton;

/** Gets the key for a cluster, and what commands to it are made with. */
@Singleton
public final class CephSessions {
    private final Secrets secrets;
    private final ClientTimeouts timeouts;

    public CephSessions(Secrets secrets, ClientTimeouts timeouts) {
        this.secrets = secrets;
        this.timeouts = timeouts;
    }

    public RbdCommandBuilder open(ClusterParameters cluster) {
        CephCredentials cephCredentials = secrets.credentials(cluster.adminSecret());
        return new RbdCommandBuilder(new Session(
                new ClusterAccess(cluster.monitors(), user(cluster, cephCredentials), cephCredentials.key()),
                timeouts));
    }

    /** The class's, or the Secret's own, or admin (rule P15). */
    private static CephUser user(ClusterParameters cluster, CephCredentials cephCredentials) {
        if (cluster.user() != null) {
            return cluster.user();
        }
        return cephCredentials.user() == null ? CephUser.ADMIN : cephCredentials.user();
    }
}
