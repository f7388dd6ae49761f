package io.rbdfunctions.reconcile.volume;

/** The work that a volume needs. */
public sealed interface VolumeAction {
    record Nothing(String reason) implements VolumeAction {}

    /** The claim is gone: delete the image, then the volume. */
    record DeleteImage() implements VolumeAction {}

    /** The volume is being deleted but its image is kept: only remove the finalizer. */
    record RemoveFinalizer(String reason) implements VolumeAction {}
}
