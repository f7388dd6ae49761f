package io.rbdfunctions.rbd.librbd.image;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.rbdfunctions.rbd.librbd.ffm.CallArena;
import io.rbdfunctions.rbd.librbd.ffm.CallFailedException;
import io.rbdfunctions.rbd.librbd.ffm.Errno;
import io.rbdfunctions.rbd.librbd.ffm.NativeFunction;
import io.rbdfunctions.rbd.value.ClientTimeouts;
import io.rbdfunctions.rbd.value.Session;
import io.rbdfunctions.volume.ceph.PoolName;
import java.lang.foreign.MemorySegment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A client's connection to a cluster. It mends itself when daemons come and go; any number of threads may use it. */
public final class Cluster implements AutoCloseable {
    private static final NativeFunction CREATE = NativeFunction.rados("rados_create2");
    private static final NativeFunction CONF_SET = NativeFunction.rados("rados_conf_set");
    private static final NativeFunction CONNECT = NativeFunction.rados("rados_connect");
    private static final NativeFunction SHUTDOWN = NativeFunction.rados("rados_shutdown");
    private static final NativeFunction POOL_LOOKUP = NativeFunction.rados("rados_pool_lookup");
    private static final NativeFunction POOL_NAME = NativeFunction.rados("rados_pool_reverse_lookup");

    /** As the rbd command says it, and as its words are judged. */
    private static final String NO_CONNECTION = "couldn't connect to the cluster!";

    /** Parts of the libraries that make lines for their log at every call, unless they are told not to. */
    private static final List<String> QUIET = List.of("auth", "monc", "objecter", "rados", "rbd");

    private static final long LONGEST_NAME = 512;

    private final long handle;

    private Cluster(long handle) {
        this.handle = handle;
    }

    /** Ends within the time for that, or little more, also when nobody answers. */
    public static Cluster connect(Session session) {
        KeyForm.check(session.access().key());
        MonitorNames.check(session.access().monitors());
        try (CallArena callArena = new CallArena()) {
            MemorySegment created = callArena.cell();
            String user = "client." + session.access().user();
            Errno.check(CREATE.call(created.address(), callArena.text("ceph"), callArena.text(user), 0), NO_CONNECTION);
            long handle = created.get(JAVA_LONG, 0);
            try {
                options(session)
                        .forEach((name, value) -> Errno.check(
                                CONF_SET.call(handle, callArena.text(name), callArena.text(value)), "option " + name));
                Errno.check(CONNECT.call(handle), NO_CONNECTION);
                return new Cluster(handle);
            } catch (CallFailedException failure) {
                SHUTDOWN.call(handle);
                throw failure;
            }
        }
    }

    /** All that matters is set here: no file and no variable is read, and nothing is written to our standard error. */
    private static Map<String, String> options(Session session) {
        ClientTimeouts timeouts = session.timeouts();
        String operation = Long.toString(timeouts.operation().toSeconds());
        Map<String, String> options = new LinkedHashMap<>();
        options.put("log_to_stderr", "false");
        options.put("err_to_stderr", "false");
        options.put("log_file", "");
        options.put("log_max_recent", "1"); // Else thousands of lines are made and kept for a file that there is not.
        QUIET.forEach(part -> options.put("debug_" + part, "0/0"));
        options.put("admin_socket", "");
        options.put("keyring", "");
        options.put("key", session.access().key().value());
        options.put("mon_host", session.access().monitors().joined());
        options.put("client_mount_timeout", Long.toString(timeouts.connect().toSeconds()));
        options.put("rados_mon_op_timeout", operation);
        options.put("rados_osd_op_timeout", operation);
        options.put("rbd_cache", "false"); // No data is read or written.
        return options;
    }

    /** Does the work in the pool; once more where the pool was another one, which is gone. */
    public <A> A in(PoolName name, Function<Pool, A> work) {
        try (Pool pool = Pool.open(handle, name)) {
            try {
                return work.apply(pool);
            } catch (CallFailedException failure) {
                if (failure.errno() != Errno.MISSING || pool.isCurrent()) {
                    throw failure;
                }
            }
        }
        try (Pool pool = Pool.open(handle, name)) {
            return work.apply(pool);
        }
    }

    /** The pool's number; less than zero when there is none of the name. */
    static long poolId(long cluster, PoolName name) {
        try (CallArena callArena = new CallArena()) {
            return POOL_LOOKUP.callForLong(cluster, callArena.text(name.value()));
        }
    }

    static String poolName(long cluster, long id) {
        try (CallArena callArena = new CallArena()) {
            MemorySegment name = callArena.bytes(LONGEST_NAME);
            int length = POOL_NAME.call(cluster, id, name.address(), LONGEST_NAME);
            return length < 0 ? "<missing data pool %d>".formatted(id) : name.getString(0);
        }
    }

    /** Nothing else may use the connection then. */
    @Override
    public void close() {
        SHUTDOWN.call(handle);
    }
}
