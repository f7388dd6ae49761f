package io.rbdfunctions.volume;

/** Refers to the PersistentVolumeClaim of a volume. */
public record ClaimRef(ObjectKey key, Uid uid) {
    @Override
    public String toString() {
        return key.toString();
    }
}
