package io.rbdfunctions.system.faults;

/** The values of the setting {@code rbd-functions.rbd.engine}. */
enum Engine {
    LIBRBD,
    CLI;

    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
