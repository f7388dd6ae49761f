package io.rbdfunctions.reconcile.volume;

/** What a volume, as it is now, needs. */
public sealed interface VolumeAction {
    record Nothing(String why) implements VolumeAction {}

    /** Its claim is gone and so its image goes, then itself. */
    record DeleteImage() implements VolumeAction {}

    /** It is to go, and its image to stay. */
    record LetGo(String why) implements VolumeAction {}
}
