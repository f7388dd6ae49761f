package io.rbdfunctions.reconcile;

import io.rbdfunctions.volume.ObjectKey;
import io.rbdfunctions.volume.ObjectName;

/** The object that is to be brought to where it should be. */
public sealed interface ReconcileKey {

    /** A PersistentVolumeClaim. */
    record Claim(ObjectKey key) implements ReconcileKey {
        @Override
        public String toString() {
            return "claim " + key;
        }
    }

    /** A PersistentVolume. */
    record Volume(ObjectName name) implements ReconcileKey {
        @Override
        public String toString() {
            return "volume " + name;
        }
    }
}
