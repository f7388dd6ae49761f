package io.rbdfunctions.function.reply;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.rbdfunctions.operation.convert.Converted;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The manifests and steps that convert an in-tree volume to a CSI volume.
 *
 * @param persistentVolume the converted volume; null if it is a CSI volume already
 * @param persistentVolumeClaim the claim to bind to it; null if the volume has no claim
 * @param steps the steps, in order
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ConvertReply(
        String action,
        @Nullable PersistentVolume persistentVolume,
        @Nullable PersistentVolumeClaim persistentVolumeClaim,
        List<String> steps,
        List<String> warnings)
        implements Reply {
    public static ConvertReply of(Converted converted) {
        return new ConvertReply(
                converted.actionText(),
                converted.persistentVolume(),
                converted.claim(),
                converted.steps(),
                converted.warnings());
    }

    @Override
    public String subject() {
        return persistentVolume == null
                ? "convert"
                : persistentVolume.getMetadata().getName();
    }
}
