package io.rbdfunctions.function;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.rbdfunctions.operation.Provisioned;

/**
 * What became of a volume that was wanted.
 *
 * @param persistentVolume its manifest, as {@code kubectl apply -f -} takes it
 */
record ProvisionReply(String action, String image, String pool, PersistentVolume persistentVolume) implements Reply {
    static ProvisionReply of(Provisioned provisioned) {
        return new ProvisionReply(
                switch (provisioned.action()) {
                    case CREATED -> "created";
                    case ALREADY_THERE -> "already there";
                    case WOULD_CREATE -> "would create";
                },
                provisioned.image().name().value(),
                provisioned.image().pool().value(),
                provisioned.persistentVolume());
    }

    @Override
    public String subject() {
        return image;
    }
}
