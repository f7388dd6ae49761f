package io.rbdfunctions.rbd.librbd.rados;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.rbdfunctions.rbd.command.Session;
import io.rbdfunctions.rbd.command.Session.ClientTimeouts;
import io.rbdfunctions.rbd.librbd.ffm.CallArena;
import io.rbdfunctions.rbd.librbd.ffm.Errno;
import io.rbdfunctions.rbd.librbd.ffm.LibrbdException;
import io.rbdfunctions.rbd.librbd.ffm.NativeFunction;
import io.rbdfunctions.volume.ceph.PoolId;
import io.rbdfunctions.volume.ceph.PoolName;
import io.rbdfunctions.volume.ceph.PoolSpec;
import io.rbdfunctions.volume.validation.InvalidValueException;
import java.lang.foreign.MemorySegment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A connection to a cluster. librados reconnects by itself when daemons restart. Thread-safe. */
public final class Cluster implements AutoCloseable {
    private static final NativeFunction CREATE = NativeFunction.rados("rados_create2");
    private static final NativeFunction CONF_SET = NativeFunction.rados("rados_conf_set");
    private static final NativeFunction CONNECT = NativeFunction.rados("rados_connect");
    private static final NativeFunction SHUTDOWN = NativeFunction.rados("rados_shutdown");

    /** The message of the {@code rbd} command, by which failures are classified. */
    static final String NO_CONNECTION = "couldn't connect to the cluster!";

    /** The subsystems that format log lines on every call by default. */
    private static final List<String> SILENCED = List.of("auth", "monc", "objecter", "rados", "rbd");

    private final long handle;

    private Cluster(long handle) {
        this.handle = handle;
    }

    /** Connects, or fails after about the connect timeout of the session. */
    public static Cluster connect(Session session) {
        return connect(session, options(session));
    }

    /**
     * As {@link #connect}, for commands for the manager only. librados must not give up waiting for their answers: it then
     * forgets that the answer belongs on the stack of the caller, and a late one destroys what is there by that time (seen with
     * 16.2: the process is aborted).
     */
    public static Cluster connectForManager(Session session) {
        Map<String, String> options = options(session);
        options.put("rados_mon_op_timeout", "0");
        options.put("ms_async_op_threads", "1"); // Two more would be idle.
        return connect(session, options);
    }

    private static Cluster connect(Session session, Map<String, String> options) {
        SessionCheck.checkKey(session.key());
        SessionCheck.checkNames(session.monitors());
        try (CallArena callArena = new CallArena()) {
            MemorySegment created = callArena.cell();
            String user = "client." + session.user();
            Errno.check(CREATE.call(created.address(), callArena.text("ceph"), callArena.text(user), 0), NO_CONNECTION);
            long handle = created.get(JAVA_LONG, 0);
            try {
                options.forEach((name, value) -> Errno.check(
                        CONF_SET.call(handle, callArena.text(name), callArena.text(value)), "option " + name));
                SessionCheck.connected(session.key(), CONNECT.call(handle));
                return new Cluster(handle);
            } catch (LibrbdException failure) {
                SHUTDOWN.call(handle);
                throw failure;
            }
        }
    }

    /** Sets all options: reads no file and no environment variable, and does not write to standard error. */
    private static Map<String, String> options(Session session) {
        ClientTimeouts timeouts = session.timeouts();
        String operation = Long.toString(timeouts.operation().toSeconds());
        Map<String, String> options = new LinkedHashMap<>();
        options.put("log_to_stderr", "false");
        options.put("err_to_stderr", "false");
        options.put("log_file", "");
        options.put("log_max_recent", "1"); // The default keeps thousands of log lines in memory.
        SILENCED.forEach(part -> options.put("debug_" + part, "0/0"));
        options.put("admin_socket", "");
        options.put("keyring", "");
        options.put("key", session.key().value());
        options.put("mon_host", session.monitors().joined());
        options.put("client_mount_timeout", Long.toString(timeouts.connect().toSeconds()));
        options.put("rados_mon_op_timeout", operation);
        options.put("rados_osd_op_timeout", operation);
        options.put("rbd_cache", "false"); // No image data is read or written.
        return options;
    }

    /** Runs the work on the pool. Runs it again if the pool was deleted and created anew in the meantime. */
    public <A> A in(PoolSpec name, Function<Pool, A> work) {
        try (Pool pool = Pool.open(handle, name)) {
            try {
                return work.apply(pool);
            } catch (LibrbdException failure) {
                if (failure.errno() != Errno.MISSING || pool.isCurrent()) {
                    throw failure;
                }
            }
        }
        try (Pool pool = Pool.open(handle, name)) {
            return work.apply(pool);
        }
    }

    /** Finds the name of a pool; empty if there is no pool with the id. */
    public Optional<PoolName> nameOf(PoolId id) {
        try (CallArena callArena = new CallArena()) {
            return Pool.nameOf(handle, id.value(), callArena).map(PoolName::new);
        } catch (InvalidValueException invalid) {
            throw new LibrbdException(String.valueOf(invalid.getMessage()), Errno.INVALID);
        }
    }

    /** Sends a command to the active manager. Waits for its answer without a limit. Returns the output. */
    public String runOnManager(String command) {
        return DaemonCall.toManager(handle, command);
    }

    /** Sends a command to a monitor. Waits for its answer for as long as the session says. Returns the output. */
    public String runOnMonitor(String command) {
        return DaemonCall.toMonitor(handle, command);
    }

    @Override
    public void close() {
        SHUTDOWN.call(handle);
    }
}
