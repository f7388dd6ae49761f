package io.rbdfunctions.rbd.librbd.ffm;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Native memory for the arguments and answers of one command. */
public final class CallArena implements AutoCloseable {
    private final Arena arena = Arena.ofConfined();
    private final List<Runnable> cleanups = new ArrayList<>();

    /** Copies the text to a C string. Returns its address. */
    public long text(String text) {
        return arena.allocateFrom(text).address();
    }

    /** Copies numbers or pointers to an array. Returns its address. */
    public long numbers(long... numbers) {
        return arena.allocateFrom(JAVA_LONG, numbers).address();
    }

    /** Allocates a zeroed pointer or number. */
    public MemorySegment cell() {
        return arena.allocate(JAVA_LONG);
    }

    public MemorySegment bytes(long size) {
        return arena.allocate(size, Long.BYTES);
    }

    /**
     * Lets a function fill an array. Calls it again with a larger array while it returns ERANGE.
     *
     * @param function takes the handle, the address of the array and the address of its capacity, which it sets to the
     *     number of elements it has or needs; returns a negative number on failure
     */
    public StructArray fill(long structSize, String context, NativeFunction function, long handle) {
        MemorySegment count = cell();
        long capacity = 64;
        while (true) {
            MemorySegment array = bytes(capacity * structSize);
            count.set(JAVA_LONG, 0, capacity);
            int result = function.call(handle, array.address(), count.address());
            long elements = count.get(JAVA_LONG, 0);
            if (result != -Errno.RANGE) {
                Errno.check(result, context);
                return new StructArray(array, structSize, elements);
            }
            // More than needed, since an element may be added between the calls.
            capacity = Math.max(elements + 1, 2 * capacity);
        }
    }

    /** Memory for consecutive C strings, and a number that is set to their length in bytes. */
    private record TextBuffer(MemorySegment memory, MemorySegment length) {
        List<String> texts() {
            byte[] used = memory.asSlice(0, length.get(JAVA_LONG, 0)).toArray(JAVA_BYTE);
            String all = new String(used, StandardCharsets.UTF_8);
            return all.isEmpty()
                    ? List.of()
                    : List.of(all.substring(0, all.length() - 1).split("\0", -1));
        }
    }

    /**
     * Lets a function fill buffers with texts. Calls it again with larger buffers while it returns ERANGE.
     *
     * @param function takes the arguments, then the address of each buffer and the address of its length; returns a
     *     negative number on failure
     * @return the texts in each buffer
     */
    public List<List<String>> fillTexts(int count, String context, NativeFunction function, long... arguments) {
        long capacity = 1024;
        while (true) {
            List<TextBuffer> buffers = textBuffers(count, capacity);
            LongStream addresses = buffers.stream()
                    .flatMapToLong(buffer -> LongStream.of(buffer.memory.address(), buffer.length.address()));
            int result = function.call(
                    LongStream.concat(LongStream.of(arguments), addresses).toArray());
            if (result != -Errno.RANGE) {
                Errno.check(result, context);
                return buffers.stream().map(TextBuffer::texts).toList();
            }
            capacity *= 16;
        }
    }

    private List<TextBuffer> textBuffers(int count, long capacity) {
        return Stream.generate(() -> new TextBuffer(bytes(capacity), arena.allocateFrom(JAVA_LONG, capacity)))
                .limit(count)
                .toList();
    }

    /** Runs the cleanup before the memory is freed. It frees memory that a library allocated. */
    public void onClose(Runnable cleanup) {
        cleanups.add(cleanup);
    }

    @Override
    public void close() {
        cleanups.forEach(Runnable::run);
        arena.close();
    }
}
