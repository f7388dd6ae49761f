package io.rbdfunctions.operation.convert;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.rbdfunctions.operation.outcome.EnumText;
import io.rbdfunctions.operation.request.VolumeAnswer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a {@link ConvertRequest}.
 *
 * @param action what was done; if the volume is such a volume already, all else is empty
 * @param persistentVolume the converted volume
 * @param claim the claim to bind to it; null for a volume without a claim
 * @param steps what to do, in this order
 * @param warnings what to check before that
 */
public record Converted(
        Action action,
        @Nullable PersistentVolume persistentVolume,
        @Nullable PersistentVolumeClaim claim,
        List<String> steps,
        List<String> warnings)
        implements VolumeAnswer {
    /** What was done. */
    public enum Action {
        /** Nothing: the volume is as requested. */
        ALREADY_CONVERTED,
        /** Nothing yet. */
        TO_BE_CONVERTED,
        /** The image has the name and the journal of the new volume. */
        PREPARED
    }

    public Converted {
        steps = List.copyOf(steps);
        warnings = List.copyOf(warnings);
    }

    static Converted done() {
        return new Converted(Action.ALREADY_CONVERTED, null, null, List.of(), List.of());
    }

    @Override
    public String actionText() {
        return EnumText.spaced(action);
    }
}
