package io.rbdfunctions.rbd.librbd.ffm;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** An array of C structs. */
public record StructArray(MemorySegment array, long structSize, long count) {

    /** The address, for the function that frees the contents. */
    public long address() {
        return array.address();
    }

    public Stream<MemorySegment> structs() {
        return LongStream.range(0, count).mapToObj(index -> array.asSlice(index * structSize, structSize));
    }

    public <T> List<T> map(Function<MemorySegment, T> read) {
        return structs().map(read).toList();
    }

    /** Truncates the array before the first struct with a null pointer at the offset. */
    public StructArray endedByNullAt(long offset) {
        long end = structs()
                .takeWhile(struct -> struct.get(JAVA_LONG, offset) != 0)
                .count();
        return new StructArray(array, structSize, end);
    }

    /** Reads the C string that the struct points to at the offset. */
    public static String text(MemorySegment struct, long offset) {
        return textAt(struct.get(JAVA_LONG, offset));
    }

    public static String textAt(long address) {
        return MemorySegment.ofAddress(address).reinterpret(Long.MAX_VALUE).getString(0);
    }
}
