package io.rbdfunctions.rbd.librbd.ffm;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.MemorySegment;

/** Reads the version of librbd. */
public final class LibraryVersion {
    private static final NativeFunction VERSION = NativeFunction.rbd("rbd_version");

    private LibraryVersion() {}

    public static String ofLibrbd() {
        try (CallArena callArena = new CallArena()) {
            MemorySegment major = callArena.cell();
            MemorySegment minor = callArena.cell();
            MemorySegment extra = callArena.cell();
            VERSION.call(major.address(), minor.address(), extra.address());
            return "%d.%d.%d".formatted(major.get(JAVA_INT, 0), minor.get(JAVA_INT, 0), extra.get(JAVA_INT, 0));
        }
    }
}
