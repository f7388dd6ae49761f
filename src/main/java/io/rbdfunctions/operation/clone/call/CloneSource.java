package io.rbdfunctions.operation.clone.call;

import io.rbdfunctions.operation.image.ImageTarget;
import io.rbdfunctions.operation.snapshot.call.SnapshotTarget;
import io.rbdfunctions.operation.storageclass.ClassSource;

/** What a new volume begins as a copy of, as a call names it. */
public sealed interface CloneSource {
    /** The class that leads to the source. */
    ClassSource classSource();

    /** A dynamic volume, by its image. */
    record OfVolume(ImageTarget target) implements CloneSource {
        @Override
        public ClassSource classSource() {
            return target.classSource();
        }
    }

    /** A snapshot. */
    record OfSnapshot(SnapshotTarget target) implements CloneSource {
        @Override
        public ClassSource classSource() {
            return target.classSource();
        }
    }
}
