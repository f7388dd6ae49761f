package io.rbdfunctions.rbd.librbd.ffm;

import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A library of Ceph, loaded when something of it is first asked for, and then for ever. */
public final class Library {
    public static final Library RADOS = new Library("librados.so.2");
    public static final Library RBD = new Library("librbd.so.1");

    private final String file;
    private @Nullable SymbolLookup symbols;

    Library(String file) {
        this.file = file;
    }

    /** What keeps the library from being loaded; empty when it is loaded. */
    public Optional<String> trouble() {
        try {
            load();
            return Optional.empty();
        } catch (LibraryMissingException missing) {
            return Optional.of(String.valueOf(missing.getMessage()));
        }
    }

    MemorySegment function(String name) {
        return load().find(name).orElseThrow(() -> new LibraryMissingException(file + " has no function " + name));
    }

    /**
     * A function to be given to the library where it wants to tell of progress, and nobody listens: it uses nothing but
     * its argument, and never answers less than zero, which would stop the work. One of our own would be called on the
     * library's threads, each of which would have to be made known to the JVM.
     */
    public static MemorySegment inert() {
        return Linker.nativeLinker()
                .defaultLookup()
                .find("toascii")
                .orElseThrow(() -> new LibraryMissingException("libc has no function toascii"));
    }

    private synchronized SymbolLookup load() {
        if (symbols == null) {
            symbols = open(file);
        }
        return symbols;
    }

    /** The library lays out all of Ceph's options on the stack while it is loaded: 0.95 MB, of the 1 MB that the JVM gives. */
    private static SymbolLookup open(String file) {
        return NativeThreads.once("load " + file, () -> find(file))
                .orElseThrow(() -> new LibraryMissingException(file + " cannot be loaded"));
    }

    private static Optional<SymbolLookup> find(String file) {
        try {
            return Optional.of(SymbolLookup.libraryLookup(file, Arena.global()));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
