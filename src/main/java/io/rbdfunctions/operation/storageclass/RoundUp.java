package io.rbdfunctions.operation.storageclass;

import io.rbdfunctions.volume.Capacity;

/** The unit that requested sizes are rounded up to. */
public enum RoundUp {
    MiB,
    /** As ceph-csi does. Sizes below 1 GiB are rounded to MiB. */
    GiB;

    public Capacity apply(Capacity size) {
        return switch (this) {
            case MiB -> size.roundedUp();
            case GiB -> size.roundedUpToGibibytes();
        };
    }
}
