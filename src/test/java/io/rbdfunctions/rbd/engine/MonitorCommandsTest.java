package io.rbdfunctions.rbd.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rbdfunctions.rbd.CephMonitors;
import io.rbdfunctions.rbd.RbdError;
import io.rbdfunctions.rbd.RbdException;
import io.rbdfunctions.rbd.command.Session;
import io.rbdfunctions.rbd.librbd.Librbd;
import io.rbdfunctions.rbd.monitor.MonitorCommand.ListPools;
import io.rbdfunctions.rbd.monitor.MonitorCommand.ProbeBlocklist;
import io.rbdfunctions.rbd.monitor.MonitorCommand.ReadUsage;
import io.rbdfunctions.rbd.monitor.PoolState;
import io.rbdfunctions.support.ceph.CephCluster;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Commands for the monitors of a real cluster. */
class MonitorCommandsTest {
    private static final CephCluster CEPH = CephCluster.shared();
    private static final Librbd LIBRBD = TestEngine.librbd();

    private final CephMonitors monitors = TestEngine.monitors(LIBRBD);

    @AfterAll
    static void close() {
        LIBRBD.close();
    }

    @Test
    void listsPoolsWithTheirApplicationsAndFlags() {
        String erasureCoded = CEPH.freshErasureCodedPool();

        List<PoolState> pools = monitors.run(TestSessions.admin(CEPH), new ListPools());

        assertThat(pool(pools, CEPH.pool()))
                .satisfies(pool -> assertThat(pool.applications()).containsExactly("rbd"))
                .matches(pool -> !pool.isErasureCoded() && pool.takesOverwrites() && !pool.isFull());
        assertThat(pool(pools, erasureCoded)).matches(pool -> pool.isErasureCoded() && !pool.takesOverwrites());
    }

    private static PoolState pool(List<PoolState> pools, String name) {
        return pools.stream()
                .filter(pool -> pool.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** The profile allows to block clients; the permission to read does not. */
    @Test
    void asksWhoMayBlockClients() {
        assertThat(monitors.run(user("mon-profile", "profile rbd"), new ProbeBlocklist()))
                .isTrue();

        assertDenied(user("mon-reader", "allow r"));
    }

    private void assertDenied(Session session) {
        RbdException denied =
                catchThrowableOfType(RbdException.class, () -> monitors.run(session, new ProbeBlocklist()));

        assertThat(denied.error()).isEqualTo(RbdError.DENIED);
        assertThat(denied).hasMessageStartingWith("ceph osd blocklist: ");
    }

    private static Session user(String name, String capability) {
        return TestSessions.as(CEPH, name, CEPH.makeUser(name, List.of("mon", capability, "osd", "profile rbd")));
    }

    @Test
    void readsTheUsageThatAManagerReports() {
        assertThat(monitors.run(TestSessions.admin(CEPH), new ReadUsage()))
                .as("there is no manager")
                .isEmpty();
    }
}
