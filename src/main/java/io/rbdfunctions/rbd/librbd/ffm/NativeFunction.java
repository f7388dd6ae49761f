package io.rbdfunctions.rbd.librbd.ffm;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Collections;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * A function of a library, looked up on its first call.
 *
 * <p>All arguments and results are pointers or integers. The calling conventions of 64-bit Linux pass each in a 64-bit
 * register or slot, so functions with the same number of arguments share a method handle. Linking a method handle is
 * what makes a first call slow.
 */
public final class NativeFunction {
    private static final int MAX_ARGUMENTS = 10;
    private static final int COMMON_ARGUMENTS = 4;
    private static final AtomicReferenceArray<@Nullable MethodHandle> SHAPES =
            new AtomicReferenceArray<>(MAX_ARGUMENTS + 1);

    private final Library library;
    private final String name;
    private volatile @Nullable MemorySegment address;

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
        MemorySegment target = address();
        MethodHandle shape = shape(arguments.length);
        try {
            return (long) shape.invokeExact(target, arguments);
        } catch (Throwable impossible) {
            throw new LinkageError(name, impossible);
        }
    }

    private MemorySegment address() {
        MemorySegment known = address;
        if (known == null) {
            known = library.function(name);
            address = known;
        }
        return known;
    }

    private static MethodHandle shape(int arguments) {
        MethodHandle known = SHAPES.get(arguments);
        if (known == null) {
            known = link(arguments);
            SHAPES.set(arguments, known);
        }
        return known;
    }

    private static MethodHandle link(int arguments) {
        MemoryLayout[] layouts = Collections.nCopies(arguments, JAVA_LONG).toArray(MemoryLayout[]::new);
        return Linker.nativeLinker()
                .downcallHandle(FunctionDescriptor.of(JAVA_LONG, layouts))
                .asSpreader(long[].class, arguments);
    }
}
