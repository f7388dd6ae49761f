package io.rbdfunctions.rbd.librbd.ffm;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Buffers for the texts that a function returns, each with its length. */
public final class TextBuffers {
    private static final long INITIAL_SIZE = 1024;

    private final List<Buffer> buffers;

    public TextBuffers(CallArena callArena, int count) {
        buffers = Stream.generate(() -> new Buffer(callArena)).limit(count).toList();
    }

    private static final class Buffer {
        private final CallArena callArena;
        private final MemorySegment length;
        private MemorySegment memory;

        Buffer(CallArena callArena) {
            this.callArena = callArena;
            length = callArena.cell();
            memory = callArena.bytes(INITIAL_SIZE);
            resetLength();
        }

        /** Grows to the length that the function has set. */
        void grow() {
            memory = callArena.bytes(Math.max(length.get(JAVA_LONG, 0), memory.byteSize()));
            resetLength();
        }

        void resetLength() {
            length.set(JAVA_LONG, 0, memory.byteSize());
        }
    }

    /**
     * Calls the function with the arguments, followed by the addresses of each buffer and its length. Calls it again
     * with larger buffers while it returns ERANGE.
     */
    public int fill(String context, NativeFunction function, long... arguments) {
        int result = call(function, arguments);
        while (result == -Errno.RANGE) {
            buffers.forEach(Buffer::grow);
            result = call(function, arguments);
        }
        return Errno.check(result, context);
    }

    private int call(NativeFunction function, long... arguments) {
        LongStream addresses = buffers.stream()
                .flatMapToLong(buffer -> LongStream.of(buffer.memory.address(), buffer.length.address()));
        return function.call(
                LongStream.concat(LongStream.of(arguments), addresses).toArray());
    }

    public List<String> texts(int index) {
        Buffer buffer = buffers.get(index);
        return StructArray.texts(buffer.memory, buffer.length.get(JAVA_LONG, 0));
    }
}
