package io.rbdfunctions.rbd.librbd.ffm;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.function.LongBinaryOperator;

/** Native memory for the arguments and answers of one command; it is given back at the end, however that ends. */
public final class CallArena implements AutoCloseable {
    private final Arena arena = Arena.ofConfined();

    /** The address of the text, as C has it. */
    public long text(String text) {
        return arena.allocateFrom(text).address();
    }

    /** Room for a pointer or a number, zero at first. */
    public MemorySegment cell() {
        return arena.allocate(JAVA_LONG);
    }

    public MemorySegment bytes(long size) {
        return arena.allocate(size, Long.BYTES);
    }

    /**
     * Has a function fill an array. Functions that need more room say so by ERANGE, and how much: then they are called
     * again.
     *
     * @param function given the addresses of the array and of the number of its elements; answers less than zero when it
     *     fails
     */
    public StructArray fill(long structSize, String what, LongBinaryOperator function) {
        MemorySegment count = cell();
        long room = 64;
        while (true) {
            MemorySegment array = bytes(room * structSize);
            count.set(JAVA_LONG, 0, room);
            int result = (int) function.applyAsLong(array.address(), count.address());
            long told = count.get(JAVA_LONG, 0);
            if (result != -Errno.RANGE) {
                Errno.check(result, what);
                return new StructArray(array, structSize, told);
            }
            // One more than told: between two calls there may have been another.
            room = Math.max(told + 1, 2 * room);
        }
    }

    @Override
    public void close() {
        arena.close();
    }
}
