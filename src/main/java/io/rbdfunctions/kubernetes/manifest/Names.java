package io.rbdfunctions.kubernetes.manifest;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What objects are called in front of people. */
public final class Names {
    private Names() {}

    public static String of(HasMetadata object) {
        String name = object.getMetadata().getName();
        return object.getMetadata().getNamespace() == null
                ? name
                : object.getMetadata().getNamespace() + "/" + name;
    }

    /** The claim that the volume is for, or was; the volume's own name where there is none. */
    public static String claimOf(PersistentVolume volume) {
        ObjectReference claim = volume.getSpec().getClaimRef();
        return claim == null ? of(volume) : claim.getNamespace() + "/" + claim.getName();
    }

    /** Empty where there is none. */
    public static String claimUidOf(PersistentVolume volume) {
        ObjectReference claim = volume.getSpec().getClaimRef();
        return claim == null || claim.getUid() == null ? "" : claim.getUid();
    }

    /** The class of a claim or a volume; empty where there is none. */
    public static String classOf(HasMetadata object) {
        @Nullable String name = switch (object) {
            case PersistentVolumeClaim claim -> claim.getSpec().getStorageClassName();
            case PersistentVolume volume -> volume.getSpec().getStorageClassName();
            default -> null;
        };
        return Objects.requireNonNullElse(name, "");
    }
}
