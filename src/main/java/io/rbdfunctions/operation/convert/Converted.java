package io.rbdfunctions.operation.convert;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.rbdfunctions.operation.request.VolumeAnswer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an in-tree volume becomes a CSI one.
 *
 * @param isDone whether it is one already: then nothing else is told
 * @param persistentVolume the volume as it is to be; null when it is
 * @param claim the claim that is to be bound to it; null for a volume that is for none
 * @param steps what to do, in this order
 * @param warnings what to look into before that
 */
public record Converted(
        boolean isDone,
        @Nullable PersistentVolume persistentVolume,
        @Nullable PersistentVolumeClaim claim,
        List<String> steps,
        List<String> warnings)
        implements VolumeAnswer {
    public Converted {
        steps = List.copyOf(steps);
        warnings = List.copyOf(warnings);
    }

    @Override
    public String actionText() {
        return isDone ? "already converted" : "planned";
    }

    static Converted done() {
        return new Converted(true, null, null, List.of(), List.of());
    }
}
