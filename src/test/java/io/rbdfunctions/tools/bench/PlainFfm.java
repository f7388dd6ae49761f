package io.rbdfunctions.tools.bench;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.rbdfunctions.support.ceph.CephCluster;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.Map;

/** Plain calls of librbd on one connection: the lower bound for an in-process engine. */
final class PlainFfm implements AutoCloseable {
    private static final SymbolLookup RADOS = SymbolLookup.libraryLookup("librados.so.2", Arena.global());
    private static final SymbolLookup RBD = SymbolLookup.libraryLookup("librbd.so.1", Arena.global());
    private static final MethodHandle RADOS_CREATE =
            handle(RADOS, "rados_create2", ADDRESS, ADDRESS, ADDRESS, JAVA_LONG);
    private static final MethodHandle CONF_SET = handle(RADOS, "rados_conf_set", ADDRESS, ADDRESS, ADDRESS);
    private static final MethodHandle CONNECT = handle(RADOS, "rados_connect", ADDRESS);
    private static final MethodHandle IOCTX = handle(RADOS, "rados_ioctx_create", ADDRESS, ADDRESS, ADDRESS);
    private static final MethodHandle OPTIONS_SET =
            handle(RBD, "rbd_image_options_set_uint64", ADDRESS, JAVA_INT, JAVA_LONG);
    private static final MethodHandle CREATE = handle(RBD, "rbd_create4", ADDRESS, ADDRESS, JAVA_LONG, ADDRESS);
    private static final MethodHandle OPEN = handle(RBD, "rbd_open", ADDRESS, ADDRESS, ADDRESS, ADDRESS);
    private static final MethodHandle RESIZE = handle(RBD, "rbd_resize", ADDRESS, JAVA_LONG);
    private static final MethodHandle CLOSE = handle(RBD, "rbd_close", ADDRESS);
    private static final MethodHandle REMOVE = handle(RBD, "rbd_remove", ADDRESS, ADDRESS);
    private static final MethodHandle OPTIONS_CREATE = procedure("rbd_image_options_create");
    private static final MethodHandle OPTIONS_DESTROY = procedure("rbd_image_options_destroy");

    /** librbd generates image ids with 32 random bits, which collide among very many images. */
    private static final int ID_TAKEN = -9;

    private static final int OPTION_FORMAT = 0;
    private static final int OPTION_FEATURES = 1;

    private final MemorySegment pool;

    PlainFfm(CephCluster ceph) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment out = arena.allocate(ADDRESS);
            check((int)
                    RADOS_CREATE.invokeExact(out, arena.allocateFrom("ceph"), arena.allocateFrom("client.admin"), 0L));
            MemorySegment cluster = out.get(ADDRESS, 0);
            for (var setting :
                    Map.of("mon_host", ceph.monitors(), "key", ceph.adminKey()).entrySet()) {
                check((int) CONF_SET.invokeExact(
                        cluster, arena.allocateFrom(setting.getKey()), arena.allocateFrom(setting.getValue())));
            }
            check((int) CONNECT.invokeExact(cluster));
            check((int) IOCTX.invokeExact(cluster, arena.allocateFrom(ceph.pool()), out));
            pool = out.get(ADDRESS, 0);
        } catch (Throwable failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Creates an image with new options, because librbd writes to them and threads must not share them. */
    void create(String image, long bytes) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment out = arena.allocate(ADDRESS);
            OPTIONS_CREATE.invokeExact(out);
            MemorySegment options = out.get(ADDRESS, 0);
            check((int) OPTIONS_SET.invokeExact(options, OPTION_FORMAT, 2L));
            check((int) OPTIONS_SET.invokeExact(options, OPTION_FEATURES, 1L));
            int result = ID_TAKEN;
            while (result == ID_TAKEN) {
                result = (int) CREATE.invokeExact(pool, arena.allocateFrom(image), bytes, options);
            }
            OPTIONS_DESTROY.invokeExact(options);
            check(result);
        } catch (Throwable failure) {
            throw new IllegalStateException(failure);
        }
    }

    void resize(String image, long bytes) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment out = arena.allocate(ADDRESS);
            check((int) OPEN.invokeExact(pool, arena.allocateFrom(image), out, MemorySegment.NULL));
            MemorySegment open = out.get(ADDRESS, 0);
            check((int) RESIZE.invokeExact(open, bytes));
            check((int) CLOSE.invokeExact(open));
        } catch (Throwable failure) {
            throw new IllegalStateException(failure);
        }
    }

    void remove(String image) {
        try (Arena arena = Arena.ofConfined()) {
            check((int) REMOVE.invokeExact(pool, arena.allocateFrom(image)));
        } catch (Throwable failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static MethodHandle handle(SymbolLookup library, String name, MemoryLayout... arguments) {
        return Linker.nativeLinker()
                .downcallHandle(library.find(name).orElseThrow(), FunctionDescriptor.of(JAVA_INT, arguments));
    }

    private static MethodHandle procedure(String name) {
        return Linker.nativeLinker().downcallHandle(RBD.find(name).orElseThrow(), FunctionDescriptor.ofVoid(ADDRESS));
    }

    private static void check(int result) {
        if (result < 0) {
            throw new IllegalStateException("librbd: " + result);
        }
    }

    /** Does nothing: the connection ends with the process. */
    @Override
    public void close() {}
}
