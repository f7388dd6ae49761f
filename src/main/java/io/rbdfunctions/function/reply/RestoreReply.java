package io.rbdfunctions.function.reply;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.rbdfunctions.operation.clone.call.Cloned;
import io.rbdfunctions.operation.trash.Restored;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result of a restoration.
 *
 * @param source the handle of the snapshot that the volume is a copy of; null for an image from the trash
 * @param persistentVolume the manifest of a volume for the image; null for a dry run
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record RestoreReply(
        String action,
        String image,
        String pool,
        @Nullable String source,
        @Nullable PersistentVolume persistentVolume,
        List<String> warnings)
        implements Reply.OfImage {
    public static RestoreReply of(Cloned cloned) {
        return new RestoreReply(
                cloned.actionText(),
                cloned.image().name().value(),
                cloned.image().poolSpec().toString(),
                cloned.source().toString(),
                cloned.persistentVolume(),
                cloned.provisioned().warnings());
    }

    public static RestoreReply of(Restored restored) {
        return new RestoreReply(
                restored.actionText(),
                restored.image().name().value(),
                restored.image().poolSpec().toString(),
                null,
                restored.persistentVolume(),
                restored.warnings());
    }
}
