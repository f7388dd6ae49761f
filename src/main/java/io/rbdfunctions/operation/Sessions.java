package io.rbdfunctions.operation;

import io.rbdfunctions.kubernetes.Credentials;
import io.rbdfunctions.kubernetes.Secrets;
import io.rbdfunctions.rbd.command.ClientTimeouts;
import io.rbdfunctions.rbd.command.RbdCommandBuilder;
import io.rbdfunctions.rbd.command.Session;
import io.rbdfunctions.volume.CephUser;
import io.rbdfunctions.volume.ClusterAccess;
import io.rbdfunctions.volume.ClusterParameters;
import jakarta.inject.Singleton;

/** Gets the key for a cluster, and what commands to it are made with. */
@Singleton
final class Sessions {
    private final Secrets secrets;
    private final ClientTimeouts timeouts;

    Sessions(Secrets secrets, ClientTimeouts timeouts) {
        this.secrets = secrets;
        this.timeouts = timeouts;
    }

    RbdCommandBuilder open(ClusterParameters cluster) {
        Credentials credentials = secrets.credentials(cluster.adminSecret());
        return new RbdCommandBuilder(new Session(
                new ClusterAccess(cluster.monitors(), user(cluster, credentials), credentials.key()), timeouts));
    }

    /** The class's, or the Secret's own, or admin (rule P15). */
    private static CephUser user(ClusterParameters cluster, Credentials credentials) {
        if (cluster.user() != null) {
            return cluster.user();
        }
        return credentials.user() == null ? CephUser.ADMIN : credentials.user();
    }
}
