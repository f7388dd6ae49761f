package io.rbdfunctions.kubernetes.manifest;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.rbdfunctions.volume.ObjectKey;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Names of objects for messages and records. */
public final class Names {
    private static final String CLASS_ANNOTATION = "volume.beta.kubernetes.io/storage-class";

    private Names() {}

    /** {@code namespace/name}, or the name of an object without a namespace. */
    public static String of(HasMetadata object) {
        String name = object.getMetadata().getName();
        return object.getMetadata().getNamespace() == null
                ? name
                : object.getMetadata().getNamespace() + "/" + name;
    }

    /** Namespace and name of a claim. */
    public static ObjectKey keyOf(PersistentVolumeClaim claim) {
        return ObjectKey.of(
                claim.getMetadata().getNamespace(), claim.getMetadata().getName());
    }

    /** The claim that the volume is or was bound to, as {@code namespace/name}; the volume's own name if there is none. */
    public static String claimOf(PersistentVolume volume) {
        ObjectReference claim = volume.getSpec().getClaimRef();
        return claim == null ? of(volume) : claim.getNamespace() + "/" + claim.getName();
    }

    /** The uid of the claim that the volume is or was bound to; empty if there is none. */
    public static String claimUidOf(PersistentVolume volume) {
        ObjectReference claim = volume.getSpec().getClaimRef();
        return claim == null || claim.getUid() == null ? "" : claim.getUid();
    }

    /**
     * The StorageClass of a claim or a volume, where the old annotation wins as in Kubernetes, or the class of a snapshot's content;
     * empty if there is none.
     */
    public static String classOf(HasMetadata object) {
        Map<String, String> annotations = object.getMetadata().getAnnotations();
        @Nullable String annotated = annotations == null ? null : annotations.get(CLASS_ANNOTATION);
        @Nullable String name = annotated != null
                ? annotated
                : switch (object) {
                    case PersistentVolumeClaim claim -> claim.getSpec().getStorageClassName();
                    case PersistentVolume volume -> volume.getSpec().getStorageClassName();
                    case GenericKubernetesResource content -> content.get("spec", "volumeSnapshotClassName");
                    default -> null;
                };
        return Objects.requireNonNullElse(name, "");
    }
}
