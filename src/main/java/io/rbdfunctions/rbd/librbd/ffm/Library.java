package io.rbdfunctions.rbd.librbd.ffm;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A shared library of Ceph, loaded on first use and never unloaded. */
public final class Library {
    public static final Library RADOS = new Library("librados.so.2");
    public static final Library RBD = new Library("librbd.so.1");

    private final String file;
    private @Nullable SymbolLookup symbols;

    Library(String file) {
        this.file = file;
    }

    /** Loads the library. Returns why it cannot be loaded, or empty. */
    public Optional<String> loadError() {
        try {
            load();
            return Optional.empty();
        } catch (LibrbdException missing) {
            return Optional.of(String.valueOf(missing.getMessage()));
        }
    }

    MemorySegment function(String name) {
        return load().find(name).orElseThrow(() -> LibrbdException.missing(file + " has no function " + name));
    }

    /**
     * Returns a C function that serves as a progress callback without an effect: it only uses its argument and never
     * returns a negative number, which would abort the operation. A Java callback would attach the library's threads to
     * the JVM.
     */
    public static MemorySegment noProgress() {
        return Linker.nativeLinker()
                .defaultLookup()
                .find("toascii")
                .orElseThrow(() -> LibrbdException.missing("libc has no function toascii"));
    }

    /** The version of librbd, such as {@code 1.16.0}. */
    public static String librbdVersion() {
        try (CallArena callArena = new CallArena()) {
            List<MemorySegment> parts = List.of(callArena.cell(), callArena.cell(), callArena.cell());
            NativeFunction.rbd("rbd_version")
                    .call(parts.stream().mapToLong(MemorySegment::address).toArray());
            return parts.stream()
                    .map(part -> Integer.toString(part.get(JAVA_INT, 0)))
                    .collect(Collectors.joining("."));
        }
    }

    private synchronized SymbolLookup load() {
        if (symbols == null) {
            symbols = open(file);
        }
        return symbols;
    }

    /** Loading puts 0.95 MB of options on the stack; the JVM's default stack has 1 MB. */
    private static SymbolLookup open(String file) {
        return NativeThreads.once("load " + file, () -> find(file))
                .orElseThrow(() -> LibrbdException.missing(file + " cannot be loaded"));
    }

    private static Optional<SymbolLookup> find(String file) {
        try {
            return Optional.of(SymbolLookup.libraryLookup(file, Arena.global()));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
