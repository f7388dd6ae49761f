package io.rbdfunctions.system.faults;

/** By the names of the configuration. */
enum Engine {
    LIBRBD,
    CLI;

    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
