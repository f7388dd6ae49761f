package io.rbdfunctions.function.names;

/** How a volume came to its image. */
enum VolumeKind {
    PLAIN,
    PLAIN_WITHOUT_CLAIM,
    ADOPTED,
    ADOPTED_FOR_A_CLAIM,
    /** The in-tree plugin named its image at random, and wrote no tags. */
    HANDED_OVER,
    RESTORED_UNDER_ANOTHER_NAME,
    /** The image has its new name, but the PersistentVolume is still the old one. */
    HALF_CONVERTED,
    CONVERTED,
    DYNAMIC,
    DYNAMIC_WITHOUT_JOURNAL;

    boolean hasClaim() {
        return this != PLAIN_WITHOUT_CLAIM && this != ADOPTED;
    }

    /** Whether its class has a {@code clusterID}. */
    boolean isCsi() {
        return this == DYNAMIC || this == DYNAMIC_WITHOUT_JOURNAL || this == CONVERTED || this == HALF_CONVERTED;
    }

    /** Whether the journal of ceph-csi has the volume, so that it can have snapshots and clones. */
    boolean isJournaled() {
        return isCsi() && this != DYNAMIC_WITHOUT_JOURNAL;
    }

    /** Whether Ceph knows to which volume the image belongs. */
    boolean isKnownToCeph() {
        return this != HANDED_OVER;
    }
}
