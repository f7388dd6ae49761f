package io.rbdfunctions.rbd.librbd.ffm;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A function of a library, looked up on each call.
 *
 * <p>All arguments and results are pointers or integers. The calling conventions of 64-bit Linux pass each in a 64-bit
 * register or slot, so functions with the same number of arguments share a method handle. Linking a method handle is
 * what makes a first call slow.
 */
public final class NativeFunction {
    private static final int COMMON_ARGUMENTS = 4;
    private static final Map<Integer, MethodHandle> SHAPES = new ConcurrentHashMap<>();

    private final Library library;
    private final String name;

    private NativeFunction(Library library, String name) {
        this.library = library;
        this.name = name;
    }

    public static NativeFunction rados(String name) {
        return new NativeFunction(Library.RADOS, name);
    }

    public static NativeFunction rbd(String name) {
        return new NativeFunction(Library.RBD, name);
    }

    /** Links the method handles for connecting and for creating an image. */
    public static void linkCommonShapes() {
        for (int arguments = 1; arguments <= COMMON_ARGUMENTS; arguments++) {
            var _ = shape(arguments);
        }
    }

    /** Calls a function that returns {@code int}, or {@code void}; the result is undefined then. */
    public int call(long... arguments) {
        return (int) callForLong(arguments);
    }

    public long callForLong(long... arguments) {
        MemorySegment target = library.function(name);
        MethodHandle shape = shape(arguments.length);
        try {
            return (long) shape.invokeExact(target, arguments);
        } catch (Throwable impossible) {
            throw new LinkageError(name, impossible);
        }
    }

    private static MethodHandle shape(int arguments) {
        return SHAPES.computeIfAbsent(arguments, NativeFunction::link);
    }

    private static MethodHandle link(int arguments) {
        MemoryLayout[] layouts = Collections.nCopies(arguments, JAVA_LONG).toArray(MemoryLayout[]::new);
        return Linker.nativeLinker()
                .downcallHandle(FunctionDescriptor.of(JAVA_LONG, layouts))
                .asSpreader(long[].class, arguments);
    }
}
