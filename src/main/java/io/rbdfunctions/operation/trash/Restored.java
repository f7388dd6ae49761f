package io.rbdfunctions.operation.trash;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.rbdfunctions.operation.outcome.EnumText;
import io.rbdfunctions.operation.request.OperationSubject;
import io.rbdfunctions.operation.request.VolumeAnswer;
import io.rbdfunctions.volume.ceph.ImageRef;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a {@link RestoreRequest}.
 *
 * @param persistentVolume the manifest of a volume over it; null for a dry run, since an image in the trash tells no size
 * @param warnings what the caller should look into before using it
 */
public record Restored(
        Action action, ImageRef image, @Nullable PersistentVolume persistentVolume, List<String> warnings)
        implements VolumeAnswer {

    @Override
    public String actionText() {
        return EnumText.spaced(action);
    }

    @Override
    public OperationSubject subject() {
        return OperationSubject.of(image, persistentVolume);
    }

    public Restored {
        warnings = List.copyOf(warnings);
    }

    /** What was done to the image. */
    public enum Action {
        RESTORED,
        ALREADY_THERE,
        WOULD_RESTORE
    }
}
