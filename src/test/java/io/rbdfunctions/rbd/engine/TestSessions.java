package io.rbdfunctions.rbd.engine;

import io.rbdfunctions.rbd.command.Session;
import io.rbdfunctions.rbd.command.Session.ClientTimeouts;
import io.rbdfunctions.support.ceph.CephCluster;
import io.rbdfunctions.volume.ceph.CephKey;
import io.rbdfunctions.volume.ceph.CephUser;
import io.rbdfunctions.volume.ceph.Monitors;
import java.time.Duration;

/** Valid and invalid sessions for a test cluster. */
public final class TestSessions {
    private static final ClientTimeouts USUAL = new ClientTimeouts(Duration.ofSeconds(10), Duration.ofSeconds(20));
    private static final ClientTimeouts BRIEF = new ClientTimeouts(Duration.ofSeconds(1), Duration.ofSeconds(1));

    private static final String KEY = "AQCOd0BjAAAAABAAJsGcXq0bPUSrMGXnWU/uoA==";

    /** Of the type aes256k. */
    static final String NEW_TYPE = "AgBdagxrQZ69CSAAsWc4l2aUu+enZweLpWfKt5IU6uIqoZb7hZNKi/soP70=";

    private TestSessions() {}

    public static Session admin(CephCluster ceph) {
        return of(ceph.monitors(), "admin", ceph.adminKey(), USUAL);
    }

    public static Session brief(CephCluster ceph) {
        return of(ceph.monitors(), "admin", ceph.adminKey(), BRIEF);
    }

    public static Session as(CephCluster ceph, String user, String key) {
        return of(ceph.monitors(), user, key, USUAL);
    }

    static Session with(CephCluster ceph, String monitors) {
        return of(monitors, "admin", ceph.adminKey(), USUAL);
    }

    static Session at(String monitors, Duration connect) {
        return of(monitors, "admin", KEY, new ClientTimeouts(connect, connect));
    }

    static Session at(String monitors) {
        return of(monitors, "admin", KEY, BRIEF);
    }

    private static Session of(String monitors, String user, String key, ClientTimeouts timeouts) {
        return new Session(Monitors.parse(monitors), new CephUser(user), new CephKey(key), timeouts);
    }
}
