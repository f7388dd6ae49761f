package io.rbdfunctions.volume;

/** The PersistentVolumeClaim that a volume is made for. */
public record ClaimRef(ObjectKey key, Uid uid) {
    @Override
    public String toString() {
        return key.toString();
    }
}
