package io.rbdfunctions.function.reply;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.rbdfunctions.operation.provision.Provisioned;
import java.util.List;

/**
 * What became of a volume that was wanted.
 *
 * @param persistentVolume its manifest, as {@code kubectl apply -f -} takes it
 * @param warnings what to look into before that
 */
public record ProvisionReply(
        String action,
        String image,
        String pool,
        PersistentVolume persistentVolume,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> warnings)
        implements Reply {
    public static ProvisionReply of(Provisioned provisioned) {
        return new ProvisionReply(
                provisioned.actionText(),
                provisioned.image().name().value(),
                provisioned.image().pool().value(),
                provisioned.persistentVolume(),
                provisioned.warnings());
    }

    @Override
    public String subject() {
        return image;
    }
}
