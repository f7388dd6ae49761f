package io.rbdfunctions.function.reply;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.rbdfunctions.operation.convert.Converted;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an in-tree volume becomes a CSI one.
 *
 * @param persistentVolume the volume as it is to be; null when it is
 * @param persistentVolumeClaim the claim that is to be bound to it; null for a volume that is for none
 * @param steps what to do, in this order
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
                converted.isDone() ? "already converted" : "to be converted",
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
