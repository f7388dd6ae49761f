package io.rbdfunctions.rbd.librbd.image;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.rbdfunctions.rbd.command.GetUsage.DiskUsage;
import io.rbdfunctions.rbd.librbd.ffm.CallArena;
import io.rbdfunctions.rbd.librbd.ffm.Errno;
import io.rbdfunctions.rbd.librbd.ffm.NativeFunction;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/** Adds up the written extents of an image. */
public final class DiskUsageReader {
    private static final NativeFunction ITERATE = NativeFunction.rbd("rbd_diff_iterate2");

    private static final long FROM_THE_BEGINNING = 0;
    private static final long WITHOUT_PARENT = 0;
    private static final long BY_WHOLE_OBJECTS = 1;

    /** The callback {@code int add(uint64_t offset, size_t length, int exists, void *total)}. */
    private static final class Callback {
        static final MemorySegment ADD = Linker.nativeLinker()
                .upcallStub(
                        add(),
                        FunctionDescriptor.of(
                                JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT, ADDRESS.withTargetLayout(JAVA_LONG)),
                        Arena.global());

        private static MethodHandle add() {
            try {
                return MethodHandles.lookup()
                        .findStatic(
                                DiskUsageReader.class,
                                "add",
                                MethodType.methodType(
                                        int.class, long.class, long.class, int.class, MemorySegment.class));
            } catch (ReflectiveOperationException impossible) {
                throw new LinkageError("add", impossible);
            }
        }
    }

    private DiskUsageReader() {}

    public static DiskUsage of(Image image) {
        try (CallArena callArena = new CallArena()) {
            long size = image.size();
            MemorySegment total = callArena.cell();
            Errno.check(
                    ITERATE.call(
                            image.handle(),
                            FROM_THE_BEGINNING,
                            0,
                            size,
                            WITHOUT_PARENT,
                            BY_WHOLE_OBJECTS,
                            Callback.ADD.address(),
                            total.address()),
                    "du failed");
            return new DiskUsage(size, total.get(JAVA_LONG, 0));
        }
    }

    /** librbd calls this for each extent, one after the other. */
    @SuppressWarnings("unused")
    private static int add(long offset, long length, int exists, MemorySegment total) {
        if (exists != 0) {
            total.set(JAVA_LONG, 0, total.get(JAVA_LONG, 0) + length);
        }
        return 0;
    }
}
