package io.rbdfunctions.operation.convert;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.rbdfunctions.operation.request.VolumeAnswer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a {@link ConvertRequest}.
 *
 * @param isDone whether the volume is a CSI volume already; then all else is empty
 * @param persistentVolume the converted volume
 * @param claim the claim to bind to it; null for a volume without a claim
 * @param steps what to do, in this order
 * @param warnings what to check before that
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

    static Converted done() {
        return new Converted(true, null, null, List.of(), List.of());
    }

    @Override
    public String actionText() {
        return isDone ? "already converted" : "planned";
    }
}
