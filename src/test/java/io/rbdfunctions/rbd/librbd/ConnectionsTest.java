package io.rbdfunctions.rbd.librbd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rbdfunctions.rbd.command.Session;
import io.rbdfunctions.rbd.command.Session.ClientTimeouts;
import io.rbdfunctions.rbd.librbd.Librbd.Limits;
import io.rbdfunctions.rbd.librbd.ffm.LibrbdException;
import io.rbdfunctions.volume.ceph.CephKey;
import io.rbdfunctions.volume.ceph.CephUser;
import io.rbdfunctions.volume.ceph.Monitors;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Uses numbers as clients. */
class ConnectionsTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final AtomicInteger made = new AtomicInteger();
    private final Queue<Integer> closed = new ConcurrentLinkedQueue<>();
    private final List<Runnable> pending = new ArrayList<>();
    private final Executor later = pending::add;
    private final Connections<Integer> connections = connections(LONG, Runnable::run);

    @Test
    void equalSessionsShareAConnection() {
        Connection<Integer> first = connections.acquire(session("a"));
        Connection<Integer> second = connections.acquire(session("a"));
        connections.release(first);
        connections.release(second);

        assertThat(connections.acquire(session("a"))).isSameAs(first).isSameAs(second);
        assertThat(made).hasValue(1);
        assertThat(closed).isEmpty();
    }

    @Test
    void sharesAConnectionWhileItIsEstablished() {
        Connections<Integer> slow = connections(LONG, later);
        Connection<Integer> first = slow.acquire(session("a"));

        assertThat(slow.acquire(session("a"))).isSameAs(first);
        assertThat(first.client()).isNotDone();
        pending.forEach(Runnable::run);
        assertThat(first.client()).isCompletedWithValue(1);
    }

    @Test
    void anotherUserOrKeyGetsAnotherConnection() {
        Connection<Integer> first = connections.acquire(session("a"));

        assertThat(connections.acquire(session("b"))).isNotSameAs(first);
        assertThat(connections.acquire(session("a", "AQOther==", LONG))).isNotSameAs(first);
        assertThat(made).hasValue(3);
    }

    @Test
    void aFailedConnectionIsNotReused() {
        Connection<Integer> first = connections.acquire(session("refused"));
        Connection<Integer> second = connections.acquire(session("refused"));

        assertThat(first.client()).isCompletedExceptionally();
        assertThat(second).isNotSameAs(first);
        connections.release(first);
        connections.release(second);
        assertThat(closed).isEmpty();
    }

    @Test
    void closesARetiredConnectionAfterItsLastUse() {
        Connection<Integer> first = connections.acquire(session("a"));
        connections.acquire(session("a"));
        connections.retire(first);
        connections.retire(first);

        assertThat(connections.acquire(session("a"))).isNotSameAs(first);
        connections.release(first);
        assertThat(closed).isEmpty();
        connections.release(first);
        assertThat(closed).containsExactly(1);
    }

    @Test
    void closesTheLeastRecentlyUsedConnection() {
        connections.release(connections.acquire(session("a")));
        connections.release(connections.acquire(session("b")));
        connections.release(connections.acquire(session("a")));
        connections.release(connections.acquire(session("c")));
        connections.release(connections.acquire(session("d")));

        assertThat(closed).containsExactly(2);
    }

    @Test
    void replacesAConnectionAfterItsLifetime() {
        Connections<Integer> brief = connections(Duration.ofMillis(50), Runnable::run);
        Connection<Integer> used = brief.acquire(session("used"));
        brief.release(brief.acquire(session("idle")));

        await().until(() -> brief.size() == 0);

        assertThat(closed).containsExactly(2);
        assertThat(brief.acquire(session("used"))).isNotSameAs(used);
        brief.release(used);
        assertThat(closed).containsExactly(2, 1);
    }

    @Test
    void closeClosesAllUnusedConnections() {
        connections.acquire(session("a"));
        connections.release(connections.acquire(session("b")));
        connections.release(connections.acquire(session("c")));

        connections.close(LONG);

        assertThat(closed).containsExactlyInAnyOrder(2, 3);
    }

    @Test
    void aConnectionKeyDoesNotContainTheCephKey() {
        assertThat(Connection.Key.of(session("a")).toString()).doesNotContain("AQCanary");
    }

    private Connections<Integer> connections(Duration lifetime, Executor connecting) {
        return new Connections<>(
                new Limits(1, LONG, 3, lifetime), this::connect, closed::add, connecting, Runnable::run);
    }

    private int connect(Session session) {
        if (session.user().value().equals("refused")) {
            throw new LibrbdException("couldn't connect", 13);
        }
        return made.incrementAndGet();
    }

    private static Session session(String user) {
        return session(user, "AQCanary==", LONG);
    }

    private static Session session(String user, String key, Duration timeout) {
        return new Session(
                Monitors.parse("10.0.7.52"),
                new CephUser(user),
                new CephKey(key),
                new ClientTimeouts(timeout, timeout));
    }
}
