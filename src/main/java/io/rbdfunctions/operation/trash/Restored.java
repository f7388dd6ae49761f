package io.rbdfunctions.operation.trash;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.rbdfunctions.operation.request.ImageAnswer;
import io.rbdfunctions.volume.ceph.ImageRef;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a {@link RestoreRequest}.
 *
 * @param persistentVolume the manifest of its volume; null in a dry run, because the trash does not show the size
 * @param warnings what the caller should check before using the volume
 */
public record Restored(
        Action action, ImageRef image, @Nullable PersistentVolume persistentVolume, List<String> warnings)
        implements ImageAnswer {
    /** What was done to the image. */
    public enum Action {
        RESTORED,
        ALREADY_THERE,
        WOULD_RESTORE
    }

    public Restored {
        warnings = List.copyOf(warnings);
    }
}
