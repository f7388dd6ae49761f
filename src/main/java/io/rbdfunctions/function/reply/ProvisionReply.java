package io.rbdfunctions.function.reply;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.rbdfunctions.operation.clone.call.Cloned;
import io.rbdfunctions.operation.provision.Provisioned;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The result of a provision or a clone.
 *
 * @param persistentVolume the manifest of the volume, for {@code kubectl apply -f -}
 * @param source the handle of the volume or the snapshot that the volume is a copy of; null if it is none
 * @param warnings problems to consider before applying it
 */
public record ProvisionReply(
        String action,
        String image,
        String pool,
        PersistentVolume persistentVolume,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String source,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> warnings)
        implements Reply.OfImage {
    /**
     * Builds the reply.
     *
     * @param warnings about the request
     */
    public static ProvisionReply of(Provisioned provisioned, List<String> warnings) {
        return build(provisioned, null, warnings);
    }

    /**
     * Builds the reply.
     *
     * @param warnings about the request
     */
    public static ProvisionReply of(Cloned cloned, List<String> warnings) {
        return build(cloned.provisioned(), cloned.source().toString(), warnings);
    }

    private static ProvisionReply build(Provisioned provisioned, @Nullable String source, List<String> warnings) {
        return new ProvisionReply(
                provisioned.actionText(),
                provisioned.image().name().value(),
                provisioned.image().poolSpec().toString(),
                provisioned.persistentVolume(),
                source,
                Stream.concat(warnings.stream(), provisioned.warnings().stream())
                        .toList());
    }
}
