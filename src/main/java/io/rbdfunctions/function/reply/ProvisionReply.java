package io.rbdfunctions.function.reply;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.rbdfunctions.operation.provision.Provisioned;
import java.util.List;
import java.util.stream.Stream;

/**
 * The result of a provision.
 *
 * @param persistentVolume the manifest of the volume, for {@code kubectl apply -f -}
 * @param warnings problems to consider before applying it
 */
public record ProvisionReply(
        String action,
        String image,
        String pool,
        PersistentVolume persistentVolume,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> warnings)
        implements Reply.OfImage {
    /**
     * Builds the reply.
     *
     * @param warnings about the request
     */
    public static ProvisionReply of(Provisioned provisioned, List<String> warnings) {
        return new ProvisionReply(
                provisioned.actionText(),
                provisioned.image().name().value(),
                provisioned.image().poolSpec().toString(),
                provisioned.persistentVolume(),
                Stream.concat(warnings.stream(), provisioned.warnings().stream())
                        .toList());
    }
}
