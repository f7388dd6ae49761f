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
 * A function of a library, found when it is first called.
 *
 * <p>All arguments are pointers or whole numbers, and all answers too. The calling conventions of 64-bit Linux pass each
 * of these in 64 bits of its own, so one shape for every number of arguments does for all functions: few shapes have to
 * be linked, which is what a first call costs.
 */
public final class NativeFunction {
    private static final int MOST_ARGUMENTS = 10;
    private static final int USUAL_ARGUMENTS = 4;
    private static final AtomicReferenceArray<@Nullable MethodHandle> SHAPES =
            new AtomicReferenceArray<>(MOST_ARGUMENTS + 1);

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

    /** What a connection is made and an image is created by. */
    public static void linkUsual() {
        for (int arguments = 1; arguments <= USUAL_ARGUMENTS; arguments++) {
            var _ = shape(arguments);
        }
    }

    /** The function's {@code int}: less than zero stands for an error. Of one that answers nothing, it says nothing. */
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
