package io.rbdfunctions.rbd.librbd;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.MemorySegment;

/** Asks the library what it is. */
final class Version {
    private static final NativeFunction VERSION = NativeFunction.rbd("rbd_version");

    private Version() {}

    static String ofLibrbd() {
        try (Scratch scratch = new Scratch()) {
            MemorySegment major = scratch.cell();
            MemorySegment minor = scratch.cell();
            MemorySegment extra = scratch.cell();
            VERSION.call(major.address(), minor.address(), extra.address());
            return "%d.%d.%d".formatted(major.get(JAVA_INT, 0), minor.get(JAVA_INT, 0), extra.get(JAVA_INT, 0));
        }
    }
}
