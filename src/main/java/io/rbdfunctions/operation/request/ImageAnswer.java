package io.rbdfunctions.operation.request;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.rbdfunctions.operation.outcome.EnumText;
import io.rbdfunctions.volume.ceph.ImageRef;
import org.jspecify.annotations.Nullable;

/** The answer of an operation that changed an image. */
public interface ImageAnswer extends VolumeAnswer {
    Enum<?> action();

    ImageRef image();

    /** The manifest of the image's volume; null if the answer contains none. */
    default @Nullable PersistentVolume persistentVolume() {
        return null;
    }

    @Override
    default String actionText() {
        return EnumText.spaced(action());
    }

    @Override
    default OperationSubject subject() {
        return OperationSubject.of(image(), persistentVolume());
    }
}
