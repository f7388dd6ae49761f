package io.rbdfunctions.rbd.librbd.ffm;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.function.IntSupplier;
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

    /** Calls the function. Calls it again with larger buffers while it returns ERANGE. */
    public int fill(String context, IntSupplier function) {
        int result = function.getAsInt();
        while (result == -Errno.RANGE) {
            buffers.forEach(Buffer::grow);
            result = function.getAsInt();
        }
        return Errno.check(result, context);
    }

    /** The address of a buffer. */
    public long at(int index) {
        return buffers.get(index).memory.address();
    }

    /** The address of the length of a buffer. */
    public long lengthAt(int index) {
        return buffers.get(index).length.address();
    }

    public String text(int index) {
        return buffers.get(index).memory.getString(0);
    }

    public List<String> texts(int index) {
        Buffer buffer = buffers.get(index);
        return StructArray.texts(buffer.memory, buffer.length.get(JAVA_LONG, 0));
    }
}
